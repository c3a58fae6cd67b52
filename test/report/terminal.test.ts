import { tableText } from '../../report/terminal';

test('columns are aligned, numbers to the right, long cells cut, control characters left out', () => {
  expect(
    tableText(
      {
        head: ['text', 'n'],
        rows: [
          ['a\u001b[31m b\n😀', 1200],
          ['x'.repeat(100), null],
        ],
        more: 0,
      },
      72,
    ),
  ).toEqual([`text${' '.repeat(68)}      n`, `a [31m b 😀${' '.repeat(62)}  1 200`, `${'x'.repeat(71)}…      –`]);
});
