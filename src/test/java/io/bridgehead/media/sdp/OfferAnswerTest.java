package io.bridgehead.media.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.media.codec.G711;

class OfferAnswerTest {

    private static final LocalAudio LOCAL = new LocalAudio("192.0.2.1", 20000, 1, G711.PCMU);
    private static final String HEAD = "v=0\r\no=phone 1 2 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n";
    private static final String AUDIO = "m=audio 4000 RTP/AVP 8 0 96\r\na=rtpmap:96 telephone-event/8000\r\n";

    @Test
    void ourOfferAnsweredByOurselvesAgreesOnAudioAndKeys() throws Exception {
        byte[] offer = OfferAnswer.offer(LOCAL, 1, Direction.SENDRECV);
        OfferAnswer.Answer answer = OfferAnswer.answer(SessionDescription.parse(offer),
                new LocalAudio("192.0.2.2", 30000, 5, G711.PCMA), 1,
                Direction.SENDRECV);
        NegotiatedAudio audio = OfferAnswer.accept(SessionDescription.parse(answer.body()));

        assertThat(audio.law()).isEqualTo(G711.PCMU);
        assertThat(audio.rtp()).hasToString("/192.0.2.2:30000");
        assertThat(audio.rtcp()).hasToString("/192.0.2.2:30001");
        assertThat(audio.eventPayloadType()).isEqualTo(101);
        assertThat(audio.lawOf(8)).isEqualTo(G711.PCMA);
        assertThat(audio.isHeld()).isFalse();
        assertThat(answer.audio().rtp()).hasToString("/192.0.2.1:20000");
    }

    @Test
    void sendsTheFirstLawOfTheAnswerAndReadsAttributes() throws Exception {
        NegotiatedAudio audio = accept(
                HEAD + "m=audio 4000 RTP/AVP 8 0 96\nc=IN IP4 192.0.2.77\na=rtcp:4005 IN IP4 192.0.2.77\n"
                        + "a=rtpmap:96 telephone-event/8000\na=sendonly\n");
        assertThat(audio.law()).isEqualTo(G711.PCMA);
        assertThat(audio.rtp()).hasToString("/192.0.2.77:4000");
        assertThat(audio.rtcp()).hasToString("/192.0.2.77:4005");
        assertThat(audio.eventPayloadType()).isEqualTo(96);
        assertThat(audio.isHeld()).isTrue();
    }

    @Test
    void answersHoldAndResume() throws Exception {
        assertThat(answer(HEAD + AUDIO + "a=sendonly\r\n")).contains("a=recvonly");
        assertThat(answer(HEAD + AUDIO + "a=inactive\r\n")).contains("a=inactive");
        assertThat(answer(HEAD + AUDIO)).contains("a=sendrecv");
        assertThat(answer(HEAD + "a=sendonly\r\n" + AUDIO)).as("session level").contains("a=recvonly");
    }

    @Test
    void takesAnAllZeroAddressForHold() throws Exception {
        SessionDescription offer = parse(HEAD.replace("c=IN IP4 192.0.2.9", "c=IN IP4 0.0.0.0") + AUDIO);
        NegotiatedAudio audio = OfferAnswer.answer(offer, LOCAL, 2, Direction.SENDRECV).audio();
        assertThat(audio.isHeld()).isTrue();
        assertThat(audio.rtp()).isNull();
    }

    @Test
    void rejectsEveryOtherStreamButKeepsItsPlace() throws Exception {
        String answer = answer(
                HEAD + "m=video 5000 RTP/AVP 31\r\nm=audio 5002 RTP/SAVP 0\r\n" + AUDIO + "m=audio 5004 RTP/AVP 0\r\n");
        assertThat(answer).containsSubsequence("m=video 0 RTP/AVP 31", "m=audio 0 RTP/SAVP 0", "m=audio 20000 RTP/AVP 8 96",
                "m=audio 0 RTP/AVP 0");
    }

    @Test
    void knowsALawByItsDynamicNumber() throws Exception {
        NegotiatedAudio audio = OfferAnswer.answer(parse(HEAD + "m=audio 4000 RTP/AVP 111 98\r\na=rtpmap:111 opus/48000/2\r\n"
                + "a=rtpmap:98 PCMA/8000/1\r\n"), LOCAL, 1, Direction.SENDRECV).audio();
        assertThat(audio.law()).isEqualTo(G711.PCMA);
        assertThat(audio.payloadType()).isEqualTo(98);
        assertThat(audio.eventPayloadType()).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "m=audio 0 RTP/AVP 0\r\n", "m=audio 4000 RTP/SAVP 0\r\n", "m=audio 4000 RTP/AVP 18\r\n",
            "m=audio 4000 RTP/AVP 0\r\na=rtpmap:0 PCMU/16000\r\n", "m=audio 53 RTP/AVP 0\r\n", "m=video 4000 RTP/AVP 0\r\n",
            "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 phone.example\r\n", "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 224.0.0.9\r\n",
            "m=audio 4000 RTP/AVP 0\r\nc=IN IP4 255.255.255.255\r\n", "m=audio 4000 RTP/AVP 999 -1 0x0\r\n", "" })
    void findsNothingToTalkTo(String media) throws Exception {
        SessionDescription description = parse(HEAD + media);
        assertThatThrownBy(() -> OfferAnswer.accept(description)).isInstanceOf(UnacceptableSdpException.class);
        assertThatThrownBy(() -> OfferAnswer.answer(description, LOCAL, 1, Direction.SENDRECV))
                .isInstanceOf(UnacceptableSdpException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "\r\n", "v=1\r\n", "hello", "v=0\r\n", "v=0\r\no=x\r\n", HEAD + "m=audio\r\n",
            HEAD + "m=audio x RTP/AVP 0\r\n",
            HEAD + "m=audio 70000 RTP/AVP 0\r\n", HEAD + "m=audio 99999999999999999999999 RTP/AVP 0\r\n", HEAD + "junk\r\n",
            HEAD + "c=IN\r\n", HEAD + AUDIO + "a=rtpmap:x y/8000\r\n", HEAD + AUDIO + "a=rtpmap:200 PCMU/8000\r\n",
            HEAD + AUDIO + "a=ptime:many\r\n", HEAD + "m=au\rdio 4000 RTP/AVP 0\r\n", HEAD + "v=0\r\n" })
    void refusesWhatIsNoDescription(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(MalformedSdpException.class);
    }

    @Test
    void refusesWhatIsTooMuch() {
        assertThatThrownBy(() -> parse(HEAD + "a=x\r\n".repeat(300))).isInstanceOf(MalformedSdpException.class);
        assertThatThrownBy(() -> parse(HEAD + "a=" + "x".repeat(1200))).isInstanceOf(MalformedSdpException.class);
        assertThatThrownBy(() -> parse(HEAD + "m=audio 4000 RTP/AVP 0\r\n".repeat(20)))
                .isInstanceOf(MalformedSdpException.class);
        assertThatThrownBy(() -> parse(HEAD + "m=audio 4000 RTP/AVP" + " 0".repeat(100)))
                .isInstanceOf(MalformedSdpException.class);
        assertThatThrownBy(() -> parse("v=0\r\n".repeat(10_000))).isInstanceOf(MalformedSdpException.class);
    }

    @Test
    void readsUnsigned64BitVersionsAndOddPtimes() throws Exception {
        SessionDescription description = parse(
                HEAD.replace(" 1 2 ", " 1 18446744073709551615 ") + AUDIO + "a=ptime:20.0\r\na=rtpmap:0 PCMU/8000\r\n");
        assertThat(description.media().get(0).ptime()).isEqualTo(20);
    }

    @Test
    void stepsOverBlanksAtTheEndOfLines() throws Exception {
        NegotiatedAudio audio = accept((HEAD + AUDIO + "a=sendonly\r\n").replace("\r\n", " \r\n").replace("v=0 ", "v=0"));
        assertThat(audio.isHeld()).isTrue();
        assertThat(audio.rtp()).hasToString("/192.0.2.9:4000");
    }

    @Test
    void failsOnlyAsDeclaredWhateverComes() {
        Random random = new Random(5);
        byte[] good = (HEAD + AUDIO + "a=sendrecv\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = good.clone();
            for (int hits = random.nextInt(6); hits >= 0; hits--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                SessionDescription description = SessionDescription.parse(bytes);
                String answer = new String(OfferAnswer.answer(description, LOCAL, 1, Direction.SENDRECV).body(),
                        StandardCharsets.UTF_8);
                assertThat(answer).startsWith("v=0\r\n").contains("m=audio 20000");
            } catch (MalformedSdpException | UnacceptableSdpException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    private static SessionDescription parse(String text) throws MalformedSdpException {
        return SessionDescription.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static NegotiatedAudio accept(String text) throws Exception {
        return OfferAnswer.accept(parse(text));
    }

    private static String answer(String offer) throws Exception {
        return new String(OfferAnswer.answer(parse(offer), LOCAL, 1, Direction.SENDRECV).body(), StandardCharsets.UTF_8);
    }
}
