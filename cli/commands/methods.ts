import { z } from 'zod';
import { AssayError } from '../../domain/errors';
import type { Method } from '../../domain/method';
import { allMethods, methodIds, methodOf } from '../../methods';
import type { Command } from '../command';

function describe(method: Method): object {
  return {
    id: method.id,
    version: method.version,
    step: method.step,
    title: method.title,
    description: method.description,
    individuals: method.individuals,
    inputs: method.inputs,
    output: method.output,
    references: method.references,
    parameters: z.toJSONSchema(method.parameters, { io: 'input', unrepresentable: 'any' }),
  };
}

export const methods: Command = {
  name: 'methods',
  words: '[ID]',
  meaning: 'every method with parameters and references',
  options: {},
  async run(invocation) {
    const [id] = invocation.words;
    if (id === undefined) {
      const width = Math.max(...methodIds.map((one) => one.length));
      const all = allMethods();
      return {
        value: all.map(describe),
        text: all
          .map(
            (method) =>
              `${method.id.padEnd(width)}  ${method.step.padEnd(10)}  ${method.title}${method.individuals ? ' (single people)' : ''}`,
          )
          .join('\n'),
      };
    }
    const method = methodOf(id);
    if (!method)
      throw new AssayError(
        'ASSAY_METHOD_UNKNOWN',
        `a method id was expected, found "${id}"; \`npx assay methods\` lists them`,
      );
    const parameters =
      (
        z.toJSONSchema(method.parameters, { io: 'input', unrepresentable: 'any' }) as {
          properties?: Record<string, { default?: unknown; description?: string; type?: string }>;
        }
      ).properties ?? {};
    return {
      value: describe(method),
      text: [
        `${method.title} (${method.id}, version ${method.version}, ${method.step})`,
        '',
        method.description,
        '',
        `takes ${Object.values(method.inputs).join(', ')}, makes ${method.output}${method.individuals ? '; scores single people' : ''}`,
        ...Object.entries(parameters).map(
          ([name, one]) =>
            `  ${name}${one.default === undefined ? '' : ` = ${JSON.stringify(one.default)}`}${one.description ? `: ${one.description}` : ''}`,
        ),
        ...method.references.map((reference) => `  [${reference}]`),
      ].join('\n'),
    };
  },
};
