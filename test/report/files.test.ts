import { csvOf } from '../../report/files';

test('tables of posts are numbered, so that files of one run can be joined', () => {
  const csv = csvOf({
    kind: 'post-table',
    columns: { label: ['a,b', null], compound: Float64Array.of(0.5, Number.NaN) },
    about: {},
  });
  expect(csv).toBe('post,label,compound\r\n0,"a,b",0.5\r\n1,,\r\n');
});

test('times are written in UTC, and what a spreadsheet would run as a formula is quoted', () => {
  const csv = csvOf({
    kind: 'series',
    columns: { time: Float64Array.of(Date.UTC(2026, 2, 1)), group: ['=1+1'] },
    about: {},
  });
  expect(csv).toBe("time,group\r\n2026-03-01T00:00:00.000Z,'=1+1\r\n");
});
