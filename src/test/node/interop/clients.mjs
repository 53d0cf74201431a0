// The two SIP stacks that browsers use, as one kind of client: start(library, settings, print) registers and stays registered.
// settings: {url, domain, user, password, expires}; print(event, more) is called with registered, unregistered, answered, message.
// Gives {send(to, text)}. The same file runs in Node and, bundled, in a browser.
import JsSIP from 'jssip';
import { Messager, Registerer, RegistererState, UserAgent } from 'sip.js';

const RECONNECT_SECONDS = 1;

export function start(library, settings, print) {
  return library === 'jssip' ? jssip(settings, print) : sipjs(settings, print);
}

function jssip({ url, domain, user, password, expires }, print) {
  const agent = new JsSIP.UA({
    sockets: [new JsSIP.WebSocketInterface(url)],
    uri: `sip:${user}@${domain}`,
    password,
    register_expires: expires,
    connection_recovery_min_interval: RECONNECT_SECONDS,
    connection_recovery_max_interval: 2 * RECONNECT_SECONDS,
    session_timers: false,
  });
  agent.on('connected', () => print('connected'));
  agent.on('disconnected', () => print('disconnected'));
  agent.on('registered', () => print('registered'));
  agent.on('registrationFailed', (e) => print('failed', { cause: String(e.cause), status: e.response && e.response.status_code }));
  agent.on('newMessage', (e) => {
    if (e.originator === 'remote') {
      e.message.accept();
      print('message', { body: e.request.body });
    }
  });
  agent.start();
  return {
    send: (to, text) => agent.sendMessage(`sip:${to}@${domain}`, text, {
      eventHandlers: {
        succeeded: (e) => print('answered', { text, status: e.response.status_code }),
        failed: (e) => print('refused', { text, cause: String(e.cause) }),
      },
    }),
  };
}

function sipjs({ url, domain, user, password, expires }, print) {
  const agent = new UserAgent({
    uri: UserAgent.makeURI(`sip:${user}@${domain}`),
    authorizationUsername: user,
    authorizationPassword: password,
    transportOptions: { server: url, keepAliveInterval: 5 },
    // It gives up at the first lost connection unless told otherwise.
    reconnectionAttempts: 1000,
    reconnectionDelay: RECONNECT_SECONDS,
    logLevel: 'error',
  });
  const registerer = new Registerer(agent, { expires, refreshFrequency: 80 });
  registerer.stateChange.addListener((state) => print(state === RegistererState.Registered ? 'registered' : 'unregistered'));
  // It does not register again by itself when the connection is back: its documentation leaves that to the application.
  agent.delegate = {
    onConnect: () => {
      print('connected');
      registerer.register({ requestDelegate: { onReject: (r) => print('failed', { status: r.message.statusCode }) } })
        .catch((e) => print('failed', { cause: e.message }));
    },
    onDisconnect: () => print('disconnected'),
    onMessage: (message) => {
      message.accept();
      print('message', { body: message.request.body });
    },
  };
  agent.start().catch((e) => print('failed', { cause: e.message }));
  return {
    send: (to, text) => new Messager(agent, UserAgent.makeURI(`sip:${to}@${domain}`), text).message({
      requestDelegate: {
        onAccept: (r) => print('answered', { text, status: r.message.statusCode }),
        onReject: (r) => print('refused', { text, status: r.message.statusCode }),
      },
    }).catch((e) => print('refused', { text, cause: e.message })),
  };
}
