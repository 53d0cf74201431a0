package io.bridgehead.soap;

import java.util.List;
import java.util.Optional;

import javax.xml.namespace.QName;

import io.bridgehead.soap.SoapException.Code;

/** Status reports, as body elements of {@code conference-reporting.wsdl}. */
public final class StatusXml {

    /** The target namespace of {@code conference-reporting.wsdl}. */
    public static final String NAMESPACE = "urn:bridgehead:conference-reporting:1";

    private static final String REPORT_STATUS = "reportStatus";

    private StatusXml() {
    }

    /** The body element of a report. */
    public static byte[] write(StatusReport report) {
        XmlWriter xml = new XmlWriter(NAMESPACE, REPORT_STATUS).element("conferenceId", report.conferenceId())
                .element("version", report.version()).element("number", report.number())
                .element("event", report.event()).element("time", report.time()).element("subject", report.subject())
                .element("conferenceState", report.conferenceState());
        StatusParts.flag(xml, "locked", report.locked());
        xml.element("moderator", report.moderator());
        StatusParts.writeEnd(xml, report.end());
        report.participant().ifPresent(p -> StatusParts.writeParticipant(xml, p));
        if (!report.roster().isEmpty()) {
            xml.start("roster");
            report.roster().forEach(p -> StatusParts.writeParticipant(xml, p));
            xml.end();
        }
        xml.element("text", report.text());
        report.recipients().forEach(recipient -> xml.element("recipient", recipient));
        return xml.bytes();
    }

    /** Whether a message is a report, for {@link #read}. */
    public static boolean isReport(SoapMessage message) {
        return message.operation().equals(new QName(NAMESPACE, REPORT_STATUS));
    }

    /**
     * Reads a report.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if it is something else
     */
    public static StatusReport read(SoapMessage message) throws SoapException {
        if (!isReport(message)) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        XmlNode node = XmlNode.parse(message.body());
        Optional<XmlNode> participant = node.child("participant");
        return new StatusReport(node.required("conferenceId"), node.requiredLong("version"), node.requiredLong("number"),
                node.required("event"), node.requiredTime("time"), node.optional("subject"),
                node.required("conferenceState"), StatusParts.readFlag(node, "locked"), node.optional("moderator"),
                StatusParts.readEnd(node),
                participant.isEmpty() ? Optional.empty() : Optional.of(StatusParts.readParticipant(participant.get())),
                readRoster(node), node.required("text"), node.children("recipient").stream().map(XmlNode::text).toList());
    }

    private static List<ReportedParticipant> readRoster(XmlNode report) throws SoapException {
        Optional<XmlNode> roster = report.child("roster");
        return roster.isEmpty() ? List.of() : StatusParts.readParticipants(roster.get());
    }
}
