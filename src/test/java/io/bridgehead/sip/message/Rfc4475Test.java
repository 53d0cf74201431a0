package io.bridgehead.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The torture messages of RFC 4475, byte-exact. Expected is what parser and validator together say: 0 for a message that
 * passes, otherwise the status, or {@link #DROPPED} for responses. Messages whose refusal is left to a user agent or
 * registrar (unknown extension, content type, credentials, schemes in To) pass here. The files ({@code name.dat}) are looked
 * for in the folder that the system property {@code bridgehead.test.rfc4475} names.
 */
class Rfc4475Test {
    private static final int DROPPED = -1;
    private static final Map<String, Integer> EXPECTED = new HashMap<>();

    static {
        for (String valid : ("wsinv intmeth esc01 escnull esc02 lwsdisp longreq dblreq semiuri transports mpart01 unreason noreason "
                + "badbranch unksm2 bext01 invut regaut01 bcast zeromf cparam01 cparam02 regescrt sdp01 inv2543").split(" ")) {
            EXPECTED.put(valid, 0);
        }
        for (String invalid : ("badinv01 clerr ncl scalar02 quotbal ltgtruri lwsruri lwsstart trws escruri baddate regbadct badaspec "
                + "baddn mismatch01 mismatch02 insuf multi01 mcl01").split(" ")) {
            EXPECTED.put(invalid, 400);
        }
        EXPECTED.put("badvers", 505);
        EXPECTED.put("unkscm", 416);
        EXPECTED.put("novelsc", 416);
        EXPECTED.put("scalarlg", DROPPED);
        EXPECTED.put("bigcode", DROPPED);
    }

    @TestFactory
    Stream<DynamicTest> everyTortureMessageHasTheOutcomeTheRfcDemands() {
        Path folder = Path.of(System.getProperty("bridgehead.test.rfc4475", "../shared/peers/rfc4475"));
        Assumptions.assumeTrue(Files.isDirectory(folder), "the corpus of RFC 4475 is not there");
        return EXPECTED.keySet().stream().sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(name, folder.resolve(name + ".dat"))));
    }

    private static void check(String name, Path file) throws IOException {
        assertThat(outcome(Files.readAllBytes(file))).isEqualTo(EXPECTED.get(name));
    }

    private static int outcome(byte[] bytes) {
        try {
            SipMessage message = SipParser.parse(bytes);
            SipParseException problem = SipValidator.check(message);
            return problem == null ? 0 : message instanceof SipRequest ? problem.status() : DROPPED;
        } catch (SipParseException e) {
            return DROPPED;
        }
    }
}
