import { fileColumns } from '../../connectors/file-columns';
import { languageTag } from '../../connectors/language-names';

test('the likeliest column is taken, exactly written before another case', () => {
  expect(fileColumns('f', ['id', 'Tweet', 'Lang'], {}, {})).toEqual({ text: 'Tweet', language: 'Lang' });
  expect(fileColumns('f', ['TEXT', 'text', 'full_text'], {}, {})).toEqual({ text: 'text' });
  expect(fileColumns('f', ['Review Text', 'rating'], {}, {})).toEqual({ text: 'Review Text' });
  for (const name of ['comment', 'review', 'full_text', 'Full Text', 'Content'])
    expect(fileColumns('f', ['id', name], {}, {}).text).toBe(name);
});

test('a column without a name, as pandas writes its index, is no field', () => {
  expect(fileColumns('f', ['', 'text', 'label'], {}, {})).toEqual({ text: 'text' });
});

test('a column that is named must be there, unless it was named for another file', () => {
  expect(fileColumns('f', ['text', 'a'], { text: 'a' }, {})).toEqual({ text: 'a' });
  expect(() => fileColumns('f', ['text'], { text: 'nope' }, {})).toThrow('f: the column nope was expected, found text');
  expect(fileColumns('f', ['text'], { text: 'nope' }, { namedElsewhere: true })).toEqual({ text: 'text' });
});

test('no column of text is an error of use unless none is needed', () => {
  expect(() => fileColumns('f', ['x', 'y'], {}, {})).toThrow(
    expect.objectContaining({ code: 'ASSAY_METHOD_INPUT', message: expect.stringContaining('found x, y') }),
  );
  expect(fileColumns('f', ['x'], {}, { textOptional: true })).toEqual({});
});

test('languages are known by tag, code and English name', () => {
  expect(['EN', 'en-US', 'en_GB', ' English', 'eng'].map(languageTag)).toEqual(['en', 'en', 'en', 'en', 'en']);
  expect(['Portuguese', 'zh-TW', 'und', 'xx'].map(languageTag)).toEqual(['pt', 'zh', 'und', 'xx']);
});
