package io.bridgehead.sip.locate;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.bridgehead.test.Ports;
import io.netty.util.NetUtil;

/** A name server (RFC 1035) on a loopback port, UDP and TCP, that answers with what a test gave it: also with nonsense. */
public final class FakeNameServer implements AutoCloseable {

    private static final Map<String, Integer> TYPES = Map.of("A", 1, "CNAME", 5, "AAAA", 28, "SRV", 33, "NAPTR", 35);

    private record Entry(String owner, int type, int ttl, byte[] data) {
    }

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final Map<String, List<Entry>> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> codes = new ConcurrentHashMap<>();
    private final Set<String> truncated = ConcurrentHashMap.newKeySet();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final Set<String> garbled = ConcurrentHashMap.newKeySet();
    private final List<String> questions = new CopyOnWriteArrayList<>();

    public FakeNameServer() {
        try {
            int port = Ports.free();
            udp = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            tcp = new ServerSocket(port, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::serveUdp);
        thread(this::serveTcp);
    }

    public InetSocketAddress address() {
        return (InetSocketAddress) udp.getLocalSocketAddress();
    }

    /** Every question so far, as "TYPE name". */
    public List<String> questions() {
        return questions;
    }

    /** Adds an address. */
    public FakeNameServer host(String name, String address, int ttl) {
        byte[] data = NetUtil.createByteArrayFromIpAddressString(address);
        return add(name, name, data.length == 4 ? "A" : "AAAA", ttl, data);
    }

    public FakeNameServer srv(String name, int priority, int weight, int port, String target) {
        return srvOf(name, name, priority, weight, port, target);
    }

    /** Answers a question with a record of another name. */
    public FakeNameServer srvOf(String question, String owner, int priority, int weight, int port, String target) {
        return add(question, owner, "SRV", 60, bytes(out -> {
            out.writeShort(priority);
            out.writeShort(weight);
            out.writeShort(port);
            name(out, target);
        }));
    }

    public FakeNameServer naptr(String name, int order, int preference, String service, String replacement) {
        return add(name, name, "NAPTR", 60, bytes(out -> {
            out.writeShort(order);
            out.writeShort(preference);
            text(out, "s");
            text(out, service);
            text(out, "");
            name(out, replacement);
        }));
    }

    public FakeNameServer alias(String name, String type, String target) {
        answers.computeIfAbsent(type + ' ' + name, n -> new CopyOnWriteArrayList<>())
                .add(new Entry(name, TYPES.get("CNAME"), 60, bytes(out -> name(out, target))));
        return this;
    }

    /** Answers a question with raw record data. */
    public FakeNameServer raw(String type, String name, byte[] data) {
        return add(name, name, type, 60, data);
    }

    /** Answers over UDP with nothing but the bit that sends the asker to TCP. */
    public FakeNameServer truncates(String question) {
        truncated.add(question);
        return this;
    }

    public FakeNameServer refuses(String question, int code) {
        codes.put(question, code);
        return this;
    }

    public FakeNameServer isSilentAbout(String question) {
        silent.add(question);
        return this;
    }

    public FakeNameServer garbles(String question) {
        garbled.add(question);
        return this;
    }

    /** Takes all answers away. */
    public void forget() {
        answers.clear();
    }

    private FakeNameServer add(String question, String owner, String type, int ttl, byte[] data) {
        answers.computeIfAbsent(type + ' ' + question, n -> new CopyOnWriteArrayList<>())
                .add(new Entry(owner, TYPES.get(type), ttl, data));
        return this;
    }

    private void serveUdp() throws IOException {
        byte[] buffer = new byte[1500];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            udp.receive(packet);
            byte[] answer = answer(Arrays.copyOf(buffer, packet.getLength()), true);
            if (answer != null) {
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), false);
                if (answer != null) {
                    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                    out.writeShort(answer.length);
                    out.write(answer);
                    out.flush();
                    in.read();
                }
            }
        }
    }

    private byte[] answer(byte[] query, boolean mayTruncate) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        for (int length = query[at]; length > 0; length = query[at]) {
            name.append(name.length() == 0 ? "" : ".").append(new String(query, at + 1, length, StandardCharsets.US_ASCII));
            at += length + 1;
        }
        int type = (query[at + 1] & 0xff) << 8 | query[at + 2] & 0xff;
        int end = at + 5;
        String typeName = TYPES.entrySet().stream().filter(e -> e.getValue() == type).map(Map.Entry::getKey).findFirst()
                .orElse("?");
        String question = typeName + ' ' + name.toString().toLowerCase(Locale.ROOT);
        questions.add(question);
        if (silent.contains(question) || silent.contains("*")) {
            return null;
        }
        if (garbled.contains(question)) {
            byte[] noise = Arrays.copyOf(query, 200);
            Arrays.fill(noise, 2, 200, (byte) 0xc0);
            return noise;
        }
        boolean cut = mayTruncate && truncated.contains(question);
        List<Entry> entries = cut ? List.of() : new ArrayList<>(answers.getOrDefault(question, List.of()));
        boolean known = answers.keySet().stream().anyMatch(key -> key.endsWith(" " + name));
        int code = codes.getOrDefault(question, codes.getOrDefault("*", known || cut ? 0 : 3));
        return bytes(out -> {
            out.write(query, 0, 2);
            out.writeShort(0x8180 | (cut ? 0x0200 : 0) | code);
            out.writeShort(1);
            out.writeShort(entries.size());
            out.writeShort(0);
            out.writeShort(0);
            out.write(query, 12, end - 12);
            for (Entry entry : entries) {
                name(out, entry.owner());
                out.writeShort(entry.type());
                out.writeShort(1);
                out.writeInt(entry.ttl());
                out.writeShort(entry.data().length);
                out.write(entry.data());
            }
        });
    }

    private interface Writer {
        void write(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writer.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (String label : name.isEmpty() ? new String[0] : name.split("\\.")) {
            text(out, label);
        }
        out.writeByte(0);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private interface Loop {
        void run() throws IOException;
    }

    private static void thread(Loop loop) {
        Thread thread = new Thread(() -> {
            try {
                loop.run();
            } catch (IOException closed) {
                return;
            }
        }, "fake-name-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
