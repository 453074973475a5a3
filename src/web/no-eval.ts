/**
 * Zod asks whether it may make functions of text; the CSP says no, and the browser reports the question as a
 * violation. Said before zod is loaded, which the first page with a form does, it is not asked.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });
