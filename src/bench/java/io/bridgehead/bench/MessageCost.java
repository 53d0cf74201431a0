package io.bridgehead.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU time of a MESSAGE that is authenticated, logged durably and relayed. Senders answer a challenge once a minute, otherwise
 * a message is one round trip. Every user has a line of its own.
 */
final class MessageCost {

    private static final String SOAP = "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
            + "xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header><a:MessageID>%s</a:MessageID></s:Header><s:Body>"
            + "<c:endConference xmlns:c=\"urn:bridgehead:conference:1\"><c:conferenceId>%s</c:conferenceId>"
            + "</c:endConference></s:Body></s:Envelope>";
    private static final String TEXT = "Shall we talk this over by telephone? I am free from two until half past three, and "
            + "again after the meeting with the people from the other house. %s %s";

    private final Options options;
    private final Report report;
    private final Traffic traffic = new Traffic();
    private final boolean soap;
    private int next;

    MessageCost(Options options, Report report) {
        this.options = options;
        this.report = report;
        this.soap = options.text("body", "soap").equals("soap");
    }

    void run() {
        String external = options.text("external", "");
        if (external.isEmpty()) {
            try (ProductProcess product = new ProductProcess(options)) {
                List<String> accounts = new ArrayList<>(Users.names("a", users()));
                accounts.addAll(Users.names("b", users()));
                product.addAccounts(accounts);
                load(product.pid(), product.sip(), ProductProcess.DOMAIN);
            }
        } else {
            String[] server = external.split(",");
            load(Long.parseLong(server[1]),
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(server[0])), server[2]);
        }
    }

    private int users() {
        return options.number("users", 100);
    }

    private void load(long pid, InetSocketAddress server, String domain) {
        boolean tcp = options.text("transport", "tcp").equals("tcp");
        try (EventLoop loop = new EventLoop()) {
            Users receivers = new Users(loop, server, domain, tcp, Users.names("b", users()), traffic, request -> {
            });
            receivers.register();
            Users senders = new Users(loop, server, domain, tcp, Users.names("a", users()), traffic, request -> {
            });
            int rate = options.number("rate", 1000);
            Pacer pacer = new Pacer(loop, rate, () -> send(senders));
            report.line("%s, %d senders and %d receivers, %d messages/s, body %s", tcp ? "TCP" : "UDP", users(), users(), rate,
                    soap ? "SOAP" : "text");
            // A cold JVM gets a quarter of the load at first, lest it spend the run on a backlog.
            int warmUp = rate * options.number("warmup", 20);
            pacer.perSecond(Math.max(1, rate / 4));
            measure(loop, pacer, senders, warmUp / 8, pid);
            pacer.perSecond(rate);
            measure(loop, pacer, senders, warmUp / 2, pid);
            report.line("Warmed up: %s; %s", traffic.roundTrips, traffic);
            for (int run = 0; run < options.number("runs", 3); run++) {
                CpuTimes used = measure(loop, pacer, senders, rate * options.number("seconds", 10), pid);
                report.run("message", traffic.answered(200), used);
                report.line("  %s; %s", traffic.roundTrips, traffic);
            }
            report.median("message");
            Profile.take(options, pid, report, () -> measure(loop, pacer, senders, rate * options.number("seconds", 10), pid));
        }
    }

    private CpuTimes measure(EventLoop loop, Pacer pacer, Users senders, int count, long pid) {
        CpuTimes before = CpuTimes.of(pid);
        loop.call(() -> {
            traffic.clear();
            pacer.start(count);
            return null;
        });
        senders.await("the sending of all", pacer::isDone);
        senders.await("answers", () -> senders.pending() == 0);
        return CpuTimes.of(pid).since(before);
    }

    private void send(Users senders) {
        int number = next++;
        String body = String.format(soap ? SOAP : TEXT, "urn:uuid:" + Ids.next(), "c" + number);
        // Receivers change against senders, so that over time everybody writes to everybody.
        senders.get(number).message("b" + (number + number / users()) % users(), soap ? "application/soap+xml" : "text/plain",
                body, answer -> {
                });
    }
}
