import { AssayError, errorTable } from '../../domain/errors';

test('an error carries its code and message and is an Error', () => {
  const error = new AssayError('ASSAY_USAGE', 'a command was expected, found nothing');
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'AssayError',
    code: 'ASSAY_USAGE',
    message: 'a command was expected, found nothing',
  });
});

test('every code begins with the name of the program and says what a person does about it', () => {
  for (const [code, advice] of Object.entries(errorTable)) {
    expect(code).toMatch(/^ASSAY_[A-Z_]+$/);
    expect(advice).toMatch(/^[A-Z`].{15,}\.$/);
  }
});
