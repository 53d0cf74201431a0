#!/usr/bin/env python3
"""Real telephones (baresip processes) on the loopback address, told over HTTP what to do and asked what they hear.

Prints one line of JSON when all are ready: the control address and each telephone's address and tone. While connected, each plays a
tone of its own and records what it hears. Ends by SIGTERM or when its standard input closes, so that no telephone outlives a test.

  phonefarm.py --dir DIR --count 3                                  telephones to be called at their own address
  phonefarm.py --dir DIR --register 127.0.0.1:5060 --domain example.test --users alice:secret,bob:secret

  GET  /phones/K                     state, calls seen, events
  GET  /phones/K/heard?last=1.5      the tones in the last seconds of the recording
  POST /phones/K/behaviour           {"mode": "answer" | "busy" | "ring", "after": s, "hang_up_after": s}
  POST /phones/K/answer | hangup
  POST /phones/K/dial                {"uri": "sip:..."}
  POST /phones/K/keys                {"keys": "123#"}

Needs baresip with the modules g711, aufile, sndfile, aubridge, account, menu, uuid and ctrl_tcp; otherwise the standard library only.
"""
import argparse
import array
import fcntl
import getpass
import glob
import http.server
import json
import math
import os
import random
import re
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import wave

# Hz; inside the telephone band and no multiples of one another, so that distortion of one is not taken for another.
TONES = [440, 547, 661, 787, 911, 1031, 1151, 1283, 1409, 1531, 1657, 1787]
RATE = 8000
TONE_SECONDS = 120
TONE_LEVEL = 3000
MODULES = ('g711', 'aufile', 'sndfile', 'aubridge')
# Whoever gives a port locks the file of its number, see Ports.java: the telephone may not have been started yet.
PORT_LOCKS = os.path.join(tempfile.gettempdir(), 'bridgehead-test-ports-' + getpass.getuser())
GIVEN = {}
APPLICATIONS = ('account', 'menu', 'ctrl_tcp')


def free_ports(how_many):
    """The first of some successive ports that are free for UDP and TCP: baresip listens for TLS beside its SIP port."""
    os.makedirs(PORT_LOCKS, exist_ok=True)
    while True:
        # Below the ports that the bridge takes for its audio.
        first = random.randrange(20000, 30000, 2)
        wanted = range(first, first + how_many)
        if any(port in GIVEN for port in wanted):
            continue
        locks = {}
        try:
            for port in wanted:
                for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
                    with socket.socket(socket.AF_INET, kind) as probe:
                        probe.bind(('127.0.0.1', port))
                locks[port] = open(os.path.join(PORT_LOCKS, str(port)), 'w')
                fcntl.lockf(locks[port], fcntl.LOCK_EX | fcntl.LOCK_NB)
            GIVEN.update(locks)
            return first
        except OSError:
            for lock in locks.values():
                lock.close()


def write_tone(path, frequency):
    second = array.array('h', (round(TONE_LEVEL * math.sin(2 * math.pi * frequency * i / RATE)) for i in range(RATE)))
    with wave.open(path, 'wb') as tone:
        tone.setnchannels(1)
        tone.setsampwidth(2)
        tone.setframerate(RATE)
        for _ in range(TONE_SECONDS):
            tone.writeframes(second.tobytes())


def read_samples(path):
    """Samples of a 16-bit wave file that may still be growing: sizes in its header are not believed."""
    with open(path, 'rb') as recording:
        data = recording.read()
    at = 12
    while at + 8 <= len(data):
        name, size = data[at:at + 4], struct.unpack('<I', data[at + 4:at + 8])[0]
        if name == b'data':
            body = data[at + 8:]
            samples = array.array('h')
            samples.frombytes(body[:len(body) // 2 * 2])
            return samples
        at += 8 + size + (size & 1)
    return array.array('h')


def share(samples, frequency):
    """Share (0..1) of the energy at a frequency: Goertzel over pieces of 100 ms, so that a lost packet's jump of phase does no harm."""
    piece, power, energy = RATE // 10, 0.0, 0.0
    omega = 2 * math.pi * frequency / RATE
    factor = 2 * math.cos(omega)
    for at in range(0, len(samples) - piece + 1, piece):
        s1 = s2 = 0.0
        for x in samples[at:at + piece]:
            s1, s2 = x + factor * s1 - s2, s1
            energy += x * x
        power += 2 * (s1 * s1 + s2 * s2 - factor * s1 * s2) / piece
    return power / energy if energy else 0.0


class Telephone:
    def __init__(self, number, directory, account):
        self.number, self.tone, self.account = number, TONES[number % len(TONES)], account
        self.directory = os.path.join(directory, 'phone%d' % number)
        self.sip_port, self.control_port = free_ports(2), free_ports(1)
        self.uri = account['address'] if account else 'sip:phone%d@127.0.0.1:%d' % (number, self.sip_port)
        self.behaviour = {'mode': 'answer'}
        self.state, self.calls, self.registered, self.events, self.timers = 'idle', 0, False, [], []
        self.lock = threading.Lock()
        self.process = self.control = None

    def start(self):
        os.makedirs(self.directory)
        write_tone(os.path.join(self.directory, 'tone.wav'), self.tone)
        self._write_configuration()
        log = open(os.path.join(self.directory, 'log'), 'wb')
        self.process = subprocess.Popen(['baresip', '-f', self.directory], stdin=subprocess.DEVNULL, stdout=log,
                                        stderr=subprocess.STDOUT, start_new_session=True)
        deadline = time.monotonic() + 10
        while self.control is None:
            try:
                self.control = socket.create_connection(('127.0.0.1', self.control_port), timeout=1)
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise SystemExit('telephone %d did not start; see %s/log' % (self.number, self.directory))
                time.sleep(0.05)
        self.control.settimeout(None)
        threading.Thread(target=self._read_events, daemon=True).start()
        if self.account:
            # It may have registered before the control channel was open, when nobody heard the event.
            threading.Thread(target=self._ask_until_registered, daemon=True).start()

    def _write_configuration(self):
        lines = ['poll_method epoll', 'sip_listen 127.0.0.1:%d' % self.sip_port, 'ctrl_tcp_listen 127.0.0.1:%d' % self.control_port,
                 'net_interface 127.0.0.1', 'net_prefer_ipv6 no', 'rtp_ports 32000-60000', 'rtcp_mux no', 'jitter_buffer_delay 1-5',
                 'audio_source aufile,%s/tone.wav' % self.directory, 'audio_player aubridge,sink%d' % self.number,
                 'audio_alert aufile,/dev/null', 'audio_level no', 'audio_txmode thread', 'audio_buffer 20-160',
                 'ausrc_srate 8000', 'auplay_srate 8000', 'ausrc_channels 1', 'auplay_channels 1', 'snd_path ' + self.directory,
                 'call_local_timeout 600', 'call_max_calls 8', 'ring_aufile none', 'ringback_disabled yes', 'menu_bell no',
                 'statmode_default off', 'module_path /usr/lib/baresip/modules', 'module_tmp uuid.so']
        lines += ['module %s.so' % name for name in MODULES] + ['module_app %s.so' % name for name in APPLICATIONS]
        settings = 'answermode=manual;audio_codecs=PCMU/8000/1,PCMA/8000/1;ptime=20'
        if self.account:
            account = '<%s;transport=udp>;auth_user=%s;auth_pass=%s;outbound="sip:%s;transport=udp";regint=60;%s' % (
                self.account['address'], self.account['user'], self.account['password'], self.account['server'], settings)
        else:
            account = '<%s;transport=udp>;regint=0;%s' % (self.uri, settings)
        for name, text in (('config', '\n'.join(lines)), ('accounts', account), ('contacts', '')):
            with open(os.path.join(self.directory, name), 'w') as file:
                file.write(text + '\n')

    def _ask_until_registered(self):
        while not self.registered and self.process.poll() is None:
            self.command('reginfo')
            time.sleep(0.2)

    def stop(self):
        for timer in self.timers:
            timer.cancel()
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(2)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def command(self, name, parameters=''):
        """baresip's control channel: netstrings of JSON."""
        message = json.dumps({'command': name, 'params': parameters}).encode()
        with self.lock:
            self.control.sendall(b'%d:%s,' % (len(message), message))

    def _read_events(self):
        buffer = b''
        while True:
            try:
                part = self.control.recv(65536)
            except OSError:
                return
            if not part:
                return
            buffer += part
            while True:
                length = re.match(rb'(\d+):', buffer)
                if not length or len(buffer) < length.end() + int(length.group(1)) + 1:
                    break
                end = length.end() + int(length.group(1))
                try:
                    event = json.loads(buffer[length.end():end].decode('utf-8', 'replace'))
                except ValueError:
                    event = {}
                buffer = buffer[end + 1:]
                if event.get('event'):
                    self._happened(event)
                elif re.search(r'sip:\S+\s+(\x1b\S*)?OK\b', str(event.get('data') or '')):
                    self.registered = True

    def _happened(self, event):
        kind = event.get('type')
        self.events.append({'type': kind, 'parameter': event.get('param'), 'at': round(time.time(), 3)})
        if kind == 'REGISTER_OK':
            self.registered = True
        elif kind in ('REGISTER_FAIL', 'UNREGISTERING'):
            self.registered = False
        elif kind == 'CALL_INCOMING':
            self.state, self.calls = 'ringing', self.calls + 1
            self._behave(dict(self.behaviour))
        elif kind == 'CALL_ESTABLISHED':
            self.state = 'connected'
        elif kind == 'CALL_CLOSED':
            self.state = 'idle'
            for timer in self.timers:
                timer.cancel()
            self.timers = []

    def _behave(self, behaviour):
        after = behaviour.get('after') or 0
        if behaviour['mode'] == 'answer':
            self._later(after, 'accept')
        elif behaviour['mode'] == 'busy':
            self._later(after, 'hangup')        # baresip refuses a ringing call with 486
        if behaviour['mode'] == 'answer' and behaviour.get('hang_up_after') is not None:
            self._later(after + behaviour['hang_up_after'], 'hangup')

    def _later(self, seconds, command):
        timer = threading.Timer(seconds, self.command, [command])
        timer.daemon = True
        self.timers.append(timer)
        timer.start()

    def heard(self, last):
        recordings = sorted(glob.glob(os.path.join(self.directory, 'dump-*-dec.wav')), key=os.path.getmtime)
        samples = read_samples(recordings[-1]) if recordings else array.array('h')
        window = samples[-int(last * RATE):]
        loud = len(window) >= RATE // 2 and math.sqrt(sum(x * x for x in window) / len(window)) > 20
        shares = {tone: round(share(window, tone), 3) for tone in TONES}
        # Equal voices have equal shares; a third of a fair share among all is far above noise and far below any voice.
        return {'seconds': round(len(samples) / RATE, 2), 'shares': shares,
                'tones': [tone for tone in TONES if loud and shares[tone] > 0.3 / len(TONES)]}

    def describe(self):
        return {'uri': self.uri, 'tone': self.tone, 'state': self.state, 'calls': self.calls, 'registered': self.registered,
                'behaviour': self.behaviour, 'events': self.events[-50:]}


def handler(telephones):
    class Control(http.server.BaseHTTPRequestHandler):
        def log_message(self, *arguments):
            pass

        def answer(self, status, value):
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header('Content-Type', 'application/json')
            self.send_header('Content-Length', str(len(body)))
            # Said, not only done: a client that kept the connection for its next request would find it gone.
            self.send_header('Connection', 'close')
            self.end_headers()
            self.wfile.write(body)

        def parts(self):
            match = re.fullmatch(r'/phones/(\d+)(?:/(\w+))?(?:\?last=([\d.]+))?', self.path)
            if not match or int(match.group(1)) >= len(telephones):
                self.answer(404, {'error': self.path})
                return None
            return telephones[int(match.group(1))], match.group(2), float(match.group(3) or 1.5)

        def do_GET(self):
            parts = self.parts()
            if parts:
                telephone, what, last = parts
                self.answer(200, telephone.heard(last) if what == 'heard' else telephone.describe())

        def do_POST(self):
            parts = self.parts()
            if not parts:
                return
            telephone, what, _ = parts
            argument = json.loads(self.rfile.read(int(self.headers.get('Content-Length') or 0)) or b'{}')
            if what == 'behaviour':
                telephone.behaviour = argument
            elif what == 'answer':
                telephone.command('accept')
            elif what == 'hangup':
                telephone.command('hangup')
            elif what == 'dial':
                telephone.command('dial', argument['uri'])
            elif what == 'keys':
                for key in argument['keys']:
                    telephone.command('sndcode', key)
                    time.sleep(0.25)
            else:
                self.answer(404, {'error': what})
                return
            self.answer(200, telephone.describe())

    return Control


def accounts(options):
    if not options.register:
        return [None] * options.count
    result = []
    for entry in options.users.split(','):
        user, password = entry.split(':', 1)
        result.append({'user': user, 'password': password, 'server': options.register,
                       'address': 'sip:%s@%s' % (user, options.domain)})
    return result


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--dir', required=True)
    arguments.add_argument('--count', type=int, default=0)
    arguments.add_argument('--register', help='HOST:PORT of the SIP server to register with')
    arguments.add_argument('--domain')
    arguments.add_argument('--users', help='USER:PASSWORD, one for each telephone, separated by commas')
    options = arguments.parse_args()
    telephones = [Telephone(n, os.path.abspath(options.dir), account) for n, account in enumerate(accounts(options))]
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler(telephones))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        for telephone in telephones:
            telephone.start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        threading.Thread(target=lambda: (sys.stdin.read(), stop.set()), daemon=True).start()
        print(json.dumps({'control': server.server_address[1],
                          'phones': [{'uri': t.uri, 'tone': t.tone} for t in telephones]}), flush=True)
        stop.wait()
    finally:
        for telephone in telephones:
            telephone.stop()


if __name__ == '__main__':
    main()
