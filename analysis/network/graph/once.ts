import type { Artefact } from '../../../domain/artefact';

/** Remembers what was built from a graph for as long as the graph is held: the parts of a method that a thread takes build it once. */
export function oncePerGraph<T>(build: (graph: Artefact) => T): (graph: Artefact) => T {
  const known = new WeakMap<Artefact, T>();
  return (graph) => {
    const found = known.get(graph) ?? build(graph);
    known.set(graph, found);
    return found;
  };
}
