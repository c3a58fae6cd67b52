import Graph from 'graphology';
import { parse } from 'graphology-gexf';
import { forceAtlas } from '../../../../analysis/network/layout/force-atlas';
import { networkLayout } from '../../../../analysis/network/layout/layout';
import { packComponents } from '../../../../analysis/network/layout/packing';
import { Quadtree } from '../../../../analysis/network/layout/quadtree';
import { Xoshiro128 } from '../../../../analysis/statistics/random';
import { numbers } from '../../../../domain/artefact';
import { aboutOf, contextOf, runMethod } from '../../run-method';
import { graphOf, listOf } from '../graphs';

test('repulsion by squares is that of all pairs: exactly at angle 0, nearly at the usual one', () => {
  const random = new Xoshiro128(1);
  const n = 400;
  const x = Float64Array.from({ length: n }, () => random.normal() * 50);
  const y = Float64Array.from({ length: n }, () => random.normal() * 50);
  // Some nodes in one place.
  for (const v of [1, 2, 3]) [x[v], y[v]] = [x[0]!, y[0]!];
  const mass = Float64Array.from({ length: n }, () => 1 + random.below(20));
  const tree = new Quadtree(4);
  tree.build(x, y, mass);
  let [wrong, length] = [0, 0];
  for (let v = 0; v < n; v++) {
    const exact = [0, 0];
    for (let u = 0; u < n; u++) {
      const [dx, dy] = [x[v]! - x[u]!, y[v]! - y[u]!];
      const square = dx * dx + dy * dy;
      if (square === 0) continue;
      exact[0]! += (2 * mass[v]! * mass[u]! * dx) / square;
      exact[1]! += (2 * mass[v]! * mass[u]! * dy) / square;
    }
    const found = new Float64Array(2);
    if (v > 3) {
      tree.repulse(v, x, y, mass, 2, 0, found);
      expect(Math.hypot(found[0]! - exact[0]!, found[1]! - exact[1]!)).toBeLessThan(
        1e-7 * Math.hypot(exact[0]!, exact[1]!) + 1e-9,
      );
    }
    found.fill(0);
    tree.repulse(v, x, y, mass, 2, 1.2, found);
    wrong += Math.hypot(found[0]! - exact[0]!, found[1]! - exact[1]!);
    length += Math.hypot(exact[0]!, exact[1]!);
  }
  expect(wrong / length).toBeLessThan(0.05);
});

test('a graph whose weights are all 0 has places: nothing pulls', () => {
  const list = listOf(3, false, [
    [0, 1, 0],
    [1, 2, 0],
  ]);
  const options = { iterations: 50, gravity: 1, scaling: 2, linLog: false, theta: 1.2 };
  const { x, y } = forceAtlas(list, options, new Xoshiro128(1));
  expect([...x, ...y].every(Number.isFinite)).toBe(true);
});

function cliques(count: number, size: number) {
  const edges: [number, number][] = [];
  for (let c = 0; c < count; c++) {
    for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) edges.push([c * size + j, c * size + i]);
    edges.push([c * size, ((c + 1) % count) * size + 1]);
  }
  return listOf(count * size, false, edges);
}

test('what is tied stands together, in small graphs and in those laid out by squares', () => {
  for (const [count, size] of [
    [4, 8],
    [40, 10],
  ] as const) {
    const { x, y } = forceAtlas(
      cliques(count, size),
      { iterations: 200, gravity: 1, scaling: 2, linLog: false, theta: 1.2 },
      new Xoshiro128(3),
    );
    let [inside, between, insidePairs, betweenPairs] = [0, 0, 0, 0];
    for (let a = 0; a < x.length; a++)
      for (let b = 0; b < a; b++) {
        const far = Math.hypot(x[a]! - x[b]!, y[a]! - y[b]!);
        if (Math.floor(a / size) === Math.floor(b / size)) {
          inside += far;
          insidePairs++;
        } else {
          between += far;
          betweenPairs++;
        }
      }
    expect(Number.isFinite(inside + between)).toBe(true);
    expect(inside / insidePairs).toBeLessThan((0.5 * between) / betweenPairs);
  }
});

test('the same seed gives the same places, another one others', async () => {
  const graph = graphOf(cliques(3, 5));
  const places = async (seed: number): Promise<unknown> =>
    (await runMethod(networkLayout, { graph }, { iterations: 50 }, contextOf(seed))).columns.x;
  expect(await places(1)).toEqual(await places(1));
  expect(await places(1)).not.toEqual(await places(2));
});

test('the GEXF is what graphology reads back: names, places, colours, weights', async () => {
  const list = listOf(3, true, [
    [0, 1, 2.5],
    [1, 2, 1],
  ]);
  const graph = { ...graphOf(list), about: { nodes: 3, directed: true, names: ['a & "b"', '<c>', 'd\u0001é'] } };
  const found = await runMethod(networkLayout, { graph }, { file: 'gexf', iterations: 20 });
  const read = parse(Graph, aboutOf<{ gexf: string }>(found).gexf);
  expect(read.type).toBe('directed');
  expect(read.mapNodes((_, attributes) => attributes.label as string)).toEqual(['a & "b"', '<c>', 'dé']);
  expect(read.mapNodes((_, attributes) => attributes.x as number)).toEqual(Array.from(numbers(found, 'x')));
  expect(read.mapNodes((_, attributes) => attributes.community as number)).toEqual(
    Array.from(numbers(found, 'community')),
  );
  expect(read.mapNodes((_, attributes) => attributes.color as string)).toContain('rgb(0,114,178)');
  expect(read.mapEdges((_, attributes) => attributes.weight as number)).toEqual([2.5, 1]);
});

test('times and signs of edges stand in both files', async () => {
  const list = listOf(2, false, [[0, 1, -2]]);
  const graph = {
    kind: 'graph' as const,
    columns: { ...list, sign: Int8Array.of(-1), time: Float64Array.of(1_300_000_000) },
    about: { nodes: 2, directed: false },
  };
  const { source, target, weight, sign, time } = graph.columns;
  const artefact = { ...graph, columns: { source, target, weight, sign, time } };
  const gexf = aboutOf<{ gexf: string }>(await runMethod(networkLayout, { graph: artefact }, { file: 'gexf' })).gexf;
  expect(gexf).toContain('mode="dynamic" timeformat="double" timerepresentation="interval" start="1300000000"');
  expect(gexf).toContain('weight="-2" start="1300000000"><attvalues><attvalue for="sign" value="-1"/>');
  const found = await runMethod(networkLayout, { graph: artefact }, { file: 'graphml' });
  const { graphml } = aboutOf<{ graphml: string }>(found);
  expect(graphml).toContain('<data key="weight">-2</data><data key="sign">-1</data><data key="time">1300000000</data>');
  expect(graphml.match(/<data key="x">/g)).toHaveLength(2);
});

test('graphs of no node and of one have a layout', async () => {
  const none = await runMethod(networkLayout, { graph: graphOf(listOf(0, false, [])) }, { file: 'gexf' });
  expect(aboutOf<{ summary: object }>(none).summary).toMatchObject({ nodes: 0 });
  const one = await runMethod(networkLayout, { graph: graphOf(listOf(1, false, [])) });
  expect(Number.isFinite(numbers(one, 'x')[0])).toBe(true);
});

test('parts that no tie connects stand side by side, each as it was', () => {
  const random = new Xoshiro128(4);
  const parts = 7;
  const size = 5;
  const list = listOf(
    parts * size,
    false,
    Array.from({ length: parts }, (_, p) =>
      Array.from({ length: size - 1 }, (_, i): [number, number] => [p * size + i, p * size + i + 1]),
    ).flat(),
  );
  const x = Float64Array.from({ length: parts * size }, (_, v) => Math.floor(v / size) * 1e5 + random.normal());
  const y = x.map(() => random.normal());
  const packed = packComponents(list, { x, y });
  const part = (values: Float64Array, p: number): number[] => [...values.subarray(p * size, (p + 1) * size)];
  const boxes = Array.from({ length: parts }, (_, p) => {
    const [xs, ys] = [part(packed.x, p), part(packed.y, p)];
    xs.forEach((one, i) => expect(one - xs[0]!).toBeCloseTo(x[p * size + i]! - x[p * size]!, 6));
    ys.forEach((one, i) => expect(one - ys[0]!).toBeCloseTo(y[p * size + i]! - y[p * size]!, 6));
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  });
  for (let a = 0; a < parts; a++)
    for (let b = 0; b < a; b++) {
      const [p, q] = [boxes[a]!, boxes[b]!];
      expect(p.right < q.left || q.right < p.left || p.bottom < q.top || q.bottom < p.top).toBe(true);
    }
  expect(Math.max(...packed.x) - Math.min(...packed.x)).toBeLessThan(40);
});
