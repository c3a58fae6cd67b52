import { textEdges } from '../../analysis/text/text-edges';
import { hostOf, normaliseTag } from '../../connectors/mapping';
import type { Edge, RawPost } from '../../domain/post';
import type { Source } from '../../domain/protocol';

/** Edges of a post: what the file states, and what the text shows where the file states nothing. */
function edgesOf(post: RawPost, source: Source): { edges: Edge[]; kind: RawPost['kind'] } {
  const edges = [...post.edges];
  let kind = post.kind;
  if (post.text !== null) {
    const found = textEdges(post.text);
    const states = (column: 'mentions' | 'hashtags' | 'urls'): boolean =>
      source.columns?.[column] !== undefined || edges.some((edge) => edge.kind === column.slice(0, -1));
    if (!states('mentions'))
      for (const handle of found.mentions) edges.push({ kind: 'mention', targetAccount: handle });
    if (!states('hashtags'))
      for (const tag of found.hashtags) edges.push({ kind: 'hashtag', value: normaliseTag(tag) });
    if (!states('urls')) {
      for (const url of found.urls) {
        const host = hostOf(url);
        if (host) edges.push({ kind: 'url', value: host, page: url });
      }
    }
    if (found.repostOf && !edges.some((edge) => edge.kind === 'repost')) {
      edges.push({ kind: 'repost', targetAccount: found.repostOf });
      kind = 'repost';
    }
  }
  return { edges, kind };
}

const fieldOfEdge: Record<Edge['kind'], string> = {
  mention: 'mentions',
  hashtag: 'hashtags',
  url: 'urls',
  reply: 'replies',
  repost: 'reposts',
  quote: 'quotes',
};

/** Drops what the protocol does not list. What is left is all that is ever stored. */
export function minimise(post: RawPost, source: Source, fields: ReadonlySet<string>): RawPost {
  const { edges, kind } = edgesOf(post, source);
  const { threadId, language, ...rest } = post;
  return {
    ...rest,
    ...(fields.has('thread') && threadId ? { threadId } : {}),
    ...(fields.has('language') && language ? { language } : {}),
    kind: fields.has('kind') || kind === 'repost' ? kind : 'post',
    createdAt: fields.has('created_at') ? post.createdAt : null,
    author: fields.has('author') ? post.author : {},
    edges: edges.filter((edge) => fields.has(fieldOfEdge[edge.kind])),
    counts: Object.fromEntries(Object.entries(post.counts).filter(([name]) => fields.has(`${name}_count`))),
    attributes: Object.fromEntries(Object.entries(post.attributes).filter(([name]) => fields.has(name))),
  };
}
