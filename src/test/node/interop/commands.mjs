// What all peers run from Node share: events go out as one JSON object a line, commands come in as "send USER TEXT".
import { createInterface } from 'node:readline';

export const print = (event, more) => console.log(JSON.stringify({ event, ...more }));

/** Arguments of the program: library, url, domain, user, password. */
export function settings() {
  const [library, url, domain, user, password] = process.argv.slice(2);
  return { library, url, domain, user, password, expires: 10 };
}

/** Obeys until its input closes, so that no peer outlives a test. */
export function obey(send, end) {
  const input = createInterface({ input: process.stdin });
  input.on('line', (line) => {
    const [, to, text] = line.match(/^send (\S+) (.*)$/);
    send(to, text);
  });
  input.on('close', end);
}
