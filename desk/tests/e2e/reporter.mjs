// Writes one line of JSON for each test that has ended: its name, whether it passed, how long it took, what failed.
export default async function* reporter(events) {
  for await (const { type, data } of events) {
    if ((type !== 'test:pass' && type !== 'test:fail') || data.nesting > 0) continue;
    const { name, details } = data;
    const error = details.error?.cause ?? details.error;
    const failure = type === 'test:fail' ? String(error?.stack ?? error ?? 'failed') : null;
    yield `${JSON.stringify({ name, passed: failure === null, ms: details.duration_ms, failure })}\n`;
  }
}
