// Tells the Java test of each scenario as it ends: one JSON object a line.

export default async function* report(events) {
  for await (const { type, data } of events) {
    if (type === 'test:pass' || type === 'test:fail') {
      const { name, details, skip } = data;
      const error = details.error && String(details.error.cause?.stack ?? details.error.stack ?? details.error);
      yield JSON.stringify({ scenario: name, passed: type === 'test:pass', skip, millis: Math.round(details.duration_ms), error }) + '\n';
    }
  }
}
