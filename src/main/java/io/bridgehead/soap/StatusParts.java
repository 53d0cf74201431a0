package io.bridgehead.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts that answers and reports have in common. */
final class StatusParts {

    private StatusParts() {
    }

    static void writeEnd(XmlWriter xml, Optional<ReportedEnd> end) {
        end.ifPresent(e -> {
            xml.element("endReason", e.reason()).element("endOutcome", e.outcome());
            writeCause(xml, "endCause", e.cause());
            xml.element("endText", e.text());
        });
    }

    static Optional<ReportedEnd> readEnd(XmlNode node) throws SoapException {
        Optional<String> reason = node.optional("endReason");
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportedEnd(reason.get(), node.optional("endOutcome"), readCause(node, "endCause"),
                node.optional("endText")));
    }

    static void writeParticipant(XmlWriter xml, ReportedParticipant p) {
        xml.start("participant").element("id", p.id()).element("name", p.name()).element("address", p.address())
                .element("resolvedAddress", p.resolvedAddress()).element("role", p.role()).element("state", p.state())
                .element("disconnectionMethod", p.disconnectionMethod()).element("outcome", p.outcome());
        writeCause(xml, "cause", p.cause());
        xml.element("attempt", p.attempt()).element("knownBy", p.knownBy()).element("since", p.since());
        flag(xml, "muted", p.muted());
        flag(xml, "hand", p.hand());
        xml.element("user", p.user()).end();
    }

    /** All participants right below an element. */
    static List<ReportedParticipant> readParticipants(XmlNode node) throws SoapException {
        List<ReportedParticipant> participants = new ArrayList<>();
        for (XmlNode participant : node.children("participant")) {
            participants.add(readParticipant(participant));
        }
        return participants;
    }

    static ReportedParticipant readParticipant(XmlNode node) throws SoapException {
        return new ReportedParticipant(node.required("id"), node.optional("name"), node.optional("address"),
                node.optional("resolvedAddress"), node.required("role"), node.required("state"),
                node.optional("disconnectionMethod"), node.optional("outcome"), readCause(node, "cause"),
                node.requiredInt("attempt"), node.required("knownBy"), node.requiredTime("since"), readFlag(node, "muted"),
                readFlag(node, "hand"), node.optional("user"));
    }

    /** Written only if it is set: most are not. */
    static void flag(XmlWriter xml, String name, boolean set) {
        if (set) {
            xml.element(name, true);
        }
    }

    static boolean readFlag(XmlNode node, String name) throws SoapException {
        return node.child(name).isPresent() && node.requiredBoolean(name);
    }

    private static void writeCause(XmlWriter xml, String name, Optional<ReportedCause> cause) {
        cause.ifPresent(c -> xml.start(name).element("source", c.source()).element("code", c.code())
                .element("text", c.text()).end());
    }

    private static Optional<ReportedCause> readCause(XmlNode node, String name) throws SoapException {
        Optional<XmlNode> cause = node.child(name);
        if (cause.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ReportedCause(cause.get().required("source"), cause.get().requiredInt("code"),
                cause.get().optional("text")));
    }
}
