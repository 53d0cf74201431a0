// A browser's SIP stack (JsSIP) as a client of the product: registers over WebSocket, sends one command, prints what comes back.
//   BODY='<s:Envelope ...' node create-conference.cjs ws://HOST:PORT/sip DOMAIN USER PASSWORD
// Prints one JSON object a line: {"event": "registered" | "failed" | "answered" | "message" | ...}. Ends when its input closes.
const WebSocket = require('ws');

// JsSIP asks the browser for these two; Node has neither in all supported versions.
globalThis.WebSocket = WebSocket;
globalThis.window = globalThis.window || globalThis;
const JsSIP = require('jssip');

const [url, domain, user, password] = process.argv.slice(2);
const print = (event, more) => console.log(JSON.stringify({ event, ...more }));

const agent = new JsSIP.UA({
  sockets: [new JsSIP.WebSocketInterface(url)],
  uri: `sip:${user}@${domain}`,
  password,
  session_timers: false,
});

agent.on('registrationFailed', (e) => print('failed', { cause: String(e.cause), status: e.response && e.response.status_code }));
agent.on('disconnected', () => print('disconnected'));

agent.on('registered', () => {
  print('registered');
  agent.sendMessage(`sip:conference@${domain}`, process.env.BODY, {
    contentType: 'application/soap+xml',
    eventHandlers: {
      succeeded: (e) => print('answered', { status: e.response.status_code }),
      failed: (e) => print('refused', { cause: String(e.cause), status: e.response && e.response.status_code }),
    },
  });
});

agent.on('newMessage', (e) => {
  if (e.originator === 'remote') {
    e.message.accept();
    print('message', { body: e.request.body });
  }
});

process.stdin.on('end', () => {
  agent.stop();
  process.exit(0);
});
process.stdin.resume();
agent.start();
