// JsSIP or sip.js in Node as a client of the product.
//   node in-node.mjs jssip|sip.js ws://HOST:PORT/sip DOMAIN USER PASSWORD
// PROXY is the http:// address of a proxy to go through by CONNECT, if there is one.
import { checkServerIdentity } from 'node:tls';
import { HttpsProxyAgent } from 'https-proxy-agent';
import WebSocket from 'ws';
import { obey, print, settings } from './commands.mjs';

// Both ask the browser for these; Node has neither in all supported versions.
const agent = process.env.PROXY ? new HttpsProxyAgent(process.env.PROXY) : undefined;
globalThis.WebSocket = class extends WebSocket {
  constructor(url, protocols) {
    // Through a proxy Node no longer knows the address that was asked for, where it is no name, and would compare with localhost.
    const { hostname } = new URL(url);
    super(url, protocols, { agent, checkServerIdentity: (_, certificate) => checkServerIdentity(hostname, certificate) });
  }
};
globalThis.window = globalThis.window || globalThis;
const { start } = await import('./clients.mjs');

const { library, ...rest } = settings();
const client = start(library, rest, print);
obey((to, text) => client.send(to, text), () => process.exit(0));
