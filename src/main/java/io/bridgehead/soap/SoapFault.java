package io.bridgehead.soap;

import java.util.Optional;

import io.bridgehead.soap.SoapException.Code;

/**
 * Why a request was refused, in the words of the WSDL's {@code conferenceFault}.
 *
 * @param side whose fault it is
 * @param code a word for programs, such as {@code unknown-conference}
 * @param sentence what is wrong, for people
 * @param whatToDo what they can do about it; empty for faults of strangers' services
 */
public record SoapFault(Side side, String code, String sentence, String whatToDo) {

    /** The code of a fault that came without {@code conferenceFault}. */
    public static final String UNTYPED = "soap-fault";

    /** Whose fault it is, which also says whether sending the same message again may help. */
    public enum Side {
        /** The message is wrong; the same message will be refused again. */
        SENDER("Client", "Sender"),
        /** The service could not do it now; the same message may succeed later. */
        RECEIVER("Server", "Receiver");

        private final String word11;
        private final String word12;

        Side(String word11, String word12) {
            this.word11 = word11;
            this.word12 = word12;
        }

        /** The local name of the fault code in a version of SOAP. */
        String word(SoapVersion version) {
            return version == SoapVersion.SOAP_1_1 ? word11 : word12;
        }
    }

    /** The fault for a message that {@link SoapReader} refused. */
    public static SoapFault of(SoapException refusal) {
        return new SoapFault(Side.SENDER, refusal.code().word(), refusal.getMessage() + ".",
                "Correct the message and send it again.");
    }

    /**
     * Reads a fault of any service.
     *
     * @throws SoapException {@link Code#UNEXPECTED_CONTENT} if the message is no fault
     */
    public static SoapFault read(SoapMessage message) throws SoapException {
        if (!message.isFault()) {
            throw new SoapException(Code.UNEXPECTED_CONTENT);
        }
        XmlNode fault = XmlNode.parse(message.body());
        boolean old = message.version() == SoapVersion.SOAP_1_1;
        Optional<String> code = old ? fault.optional("faultcode") : fault.child("Code").flatMap(c -> c.optional("Value"));
        Side side = code.orElse("").endsWith(Side.SENDER.word(message.version())) ? Side.SENDER : Side.RECEIVER;
        Optional<XmlNode> typed = fault.child(old ? "detail" : "Detail").flatMap(d -> d.child("conferenceFault"));
        if (typed.isPresent()) {
            return new SoapFault(side, typed.get().required("code"), typed.get().required("sentence"),
                    typed.get().required("whatToDo"));
        }
        Optional<String> reason = old ? fault.optional("faultstring")
                : fault.child("Reason").flatMap(r -> r.optional("Text"));
        return new SoapFault(side, UNTYPED, reason.orElse(""), "");
    }
}
