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

import io.bridgehead.test.Threat;

/**
 * The torture messages of RFC 4475 themselves, byte-exact, with what the RFC demands of every element; {@link TortureTest} has
 * the same rules by messages of our own. What it demands of a registrar, proxy or user agent only (420, 415, 406, 401, 483, 400
 * for the isbn in To) is not for parser and validator: there such messages pass. The files ({@code name.dat}) are looked for in
 * the folder that the system property {@code bridgehead.test.rfc4475} names.
 */
@Threat(6)
class Rfc4475Test {
    private static final Map<String, String> EXPECTED = new HashMap<>();

    static {
        expect(TortureOutcome.PASS,
                "wsinv intmeth esc01 escnull esc02 lwsdisp longreq dblreq semiuri transports mpart01 unreason "
                        + "noreason badbranch unksm2 bext01 invut regaut01 bcast zeromf cparam01 cparam02 regescrt sdp01 inv2543");
        expect("400",
                "badinv01 clerr ncl scalar02 quotbal ltgtruri lwsruri lwsstart trws escruri baddate regbadct badaspec baddn "
                        + "mismatch01 insuf multi01 mcl01");
        expect("501", "mismatch02");
        expect("505", "badvers");
        expect("416", "unkscm novelsc");
        expect(TortureOutcome.DROP, "scalarlg bigcode");
    }

    private static void expect(String outcome, String names) {
        for (String name : names.split(" ")) {
            EXPECTED.put(name, outcome);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyTortureMessageHasTheOutcomeTheRfcDemands() {
        Path folder = Path.of(System.getProperty("bridgehead.test.rfc4475", "../shared/peers/rfc4475"));
        Assumptions.assumeTrue(Files.isDirectory(folder), () -> "No messages of RFC 4475 in " + folder.toAbsolutePath()
                + ": only the project's own messages for its rules were tested");
        assertThat(EXPECTED).hasSize(49);
        return EXPECTED.keySet().stream().sorted()
                .map(name -> DynamicTest.dynamicTest(name, () -> check(name, folder.resolve(name + ".dat"))));
    }

    private static void check(String name, Path file) throws IOException {
        assertThat(TortureOutcome.of(Files.readAllBytes(file))).isEqualTo(EXPECTED.get(name));
    }
}
