package io.bridgehead.soap;

import java.util.Optional;

/**
 * When a conference ends by itself, and who may add people to it. Parts that are left out of a request stay as they are.
 *
 * @param initiatorLeaves {@code end} or {@code go-on}
 * @param lastLeaves {@code end} or {@code go-on}
 * @param alone seconds that at most one person may be in the call; 0: it does not matter
 * @param inactivity seconds that nobody may talk; 0: it does not matter
 * @param maximumLength seconds the conference may last
 * @param adding {@code in-charge} or {@code participants}
 */
public record PolicyParts(Optional<String> initiatorLeaves, Optional<String> lastLeaves, Optional<Integer> alone,
        Optional<Integer> inactivity, Optional<Integer> maximumLength, Optional<String> adding) {

    void write(XmlWriter xml) {
        xml.start("policy").element("initiatorLeaves", initiatorLeaves).element("lastLeaves", lastLeaves)
                .element("alone", alone).element("inactivity", inactivity).element("maximumLength", maximumLength)
                .element("adding", adding).end();
    }

    static Optional<PolicyParts> read(XmlNode parent) throws SoapException {
        Optional<XmlNode> policy = parent.child("policy");
        if (policy.isEmpty()) {
            return Optional.empty();
        }
        XmlNode node = policy.get();
        return Optional.of(new PolicyParts(node.optional("initiatorLeaves"), node.optional("lastLeaves"), number(node, "alone"),
                number(node, "inactivity"), number(node, "maximumLength"), node.optional("adding")));
    }

    private static Optional<Integer> number(XmlNode node, String name) throws SoapException {
        return node.child(name).isPresent() ? Optional.of(node.requiredInt(name)) : Optional.empty();
    }
}
