package io.bridgehead.soap;

import java.util.ArrayList;
import java.util.List;

import javax.xml.namespace.QName;

import io.bridgehead.soap.SoapException.Code;
import io.bridgehead.soap.TalkReport.Talker;

/** Reports of who speaks, as body elements of {@code conference-reporting.wsdl}. */
public final class TalkXml {

    private static final QName REPORT_TALKING = new QName(StatusXml.NAMESPACE, "reportTalking");

    private TalkXml() {
    }

    /** The body element of a report. */
    public static byte[] write(TalkReport report) {
        XmlWriter xml = new XmlWriter(StatusXml.NAMESPACE, REPORT_TALKING.getLocalPart())
                .element("conferenceId", report.conferenceId());
        for (Talker talker : report.talkers()) {
            xml.start("talker").element("participantId", talker.participantId()).element("talking", talker.talking())
                    .element("since", talker.since()).end();
        }
        report.recipients().forEach(recipient -> xml.element("recipient", recipient));
        return xml.bytes();
    }

    /** The body element of the answer to a report. */
    public static byte[] answer() {
        return new XmlWriter(StatusXml.NAMESPACE, REPORT_TALKING.getLocalPart() + "Response").bytes();
    }

    /** Whether a message is such a report, for {@link #read}. */
    public static boolean isReport(SoapMessage message) {
        return message.operation().equals(REPORT_TALKING);
    }

    /**
     * Reads a report.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if it is something else
     */
    public static TalkReport read(SoapMessage message) throws SoapException {
        if (!isReport(message)) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        XmlNode node = XmlNode.parse(message.body());
        List<Talker> talkers = new ArrayList<>();
        for (XmlNode talker : node.children("talker")) {
            talkers.add(new Talker(talker.required("participantId"), talker.requiredBoolean("talking"),
                    talker.requiredTime("since")));
        }
        return new TalkReport(node.required("conferenceId"), talkers,
                node.children("recipient").stream().map(XmlNode::text).toList());
    }
}
