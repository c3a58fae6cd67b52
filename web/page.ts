import { chartStyle, escapeHtml } from '../report/svg';

export { escapeHtml };

/** HTML that is safe as it stands; everything else goes through `escapeHtml`. */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)} · Assay</title><link rel="stylesheet" href="/style.css"></head><body>
<header><nav aria-label="Main"><a href="/" class="brand">Assay</a> <a href="/">Studies</a> <a href="/audit">Audit log</a> <a href="/methods">Methods</a></nav></header>
<main><h1>${escapeHtml(title)}</h1>
${body}
</main></body></html>
`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[], caption: string): string {
  if (rows.length === 0) return `<p class="muted">${escapeHtml(caption)}: none</p>`;
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(caption)}"><table><caption>${escapeHtml(caption)}</caption><thead><tr>${head.map((one) => `<th scope="col">${escapeHtml(one)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`;
}

export function link(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

export const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2024;--muted:#5b636b;--faint:#e4e7ea;--gap:#e9dfcf;--accent:#0b5a8f;--s0:#2f6f9f;--s1:#b8461b;--s2:#3f7d4e;--s3:#7a4f9a;--s4:#8a6d1d;--s5:#a33a63;--s6:#4d5964}
@media(prefers-color-scheme:dark){:root{--paper:#15181b;--ink:#e6e8ea;--muted:#a3abb3;--faint:#31363b;--gap:#3d3524;--accent:#7cc0ee;--s0:#6fb1e0;--s1:#f08b5d;--s2:#7fc492;--s3:#c09ae0;--s4:#d6b65a;--s5:#e48bb0;--s6:#aab4bf}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
header{border-bottom:1px solid var(--faint);padding:.7rem 1rem}nav a{margin-right:1.2rem}.brand{font-weight:700}
main{max-width:64rem;margin:0 auto;padding:1rem}a{color:var(--accent)}.muted{color:var(--muted)}code{font-size:.85em;overflow-wrap:anywhere}
table{border-collapse:collapse;font-size:.9rem;min-width:40%}caption{text-align:left;font-weight:600;padding:.5em 0}th,td{text-align:left;vertical-align:top;padding:.3em .8em .3em 0;border-bottom:1px solid var(--faint)}.scroll{overflow-x:auto}
form.box{border:1px solid var(--faint);border-radius:8px;padding:1em;max-width:36rem}label{display:block;margin:.6em 0 .2em;font-weight:600}input,select,textarea,button{font:inherit;padding:.4em .6em;color:inherit;background:var(--paper);border:1px solid var(--muted);border-radius:6px}textarea{width:100%}
button{cursor:pointer;font-weight:600}.filters{display:flex;gap:1rem;flex-wrap:wrap;align-items:end}.ok{color:var(--s2)}.bad{color:var(--s1)}.steps{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}.steps li{border:1px solid var(--faint);border-radius:999px;padding:.2em .9em}.steps .done{border-color:var(--s2)}
details summary{cursor:pointer;color:var(--accent)}figure{margin:1.2em 0}dl{display:grid;grid-template-columns:auto 1fr;gap:.2em 1.2em}dt{font-weight:600}dd{margin:0}.nowrap{white-space:nowrap}td code.nowrap{overflow-wrap:normal}.small{font-size:.9rem;color:var(--muted)}.n{text-align:right}
${chartStyle}`;
