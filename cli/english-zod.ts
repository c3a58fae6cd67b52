import Module from 'node:module';

/**
 * zod reads its messages in some sixty languages along with itself, half of what reading it costs, and a short command is mostly reading.
 * It speaks English wherever it is not told otherwise, as it never is here: this takes the place of the others before it asks for them.
 */
const languages = require.resolve('zod/v4/locales');
const none = new Module(languages);
none.loaded = true;
require.cache[languages] = none;
