package io.bridgehead.webservice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.ConferenceView;
import io.bridgehead.conference.DisconnectionMethod;
import io.bridgehead.conference.KnownBy;
import io.bridgehead.conference.Outcome;
import io.bridgehead.conference.ParticipantState;
import io.bridgehead.conference.ParticipantView;
import io.bridgehead.conference.TelephoneAddress;
import io.bridgehead.soap.CommandXml;
import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.SoapReader;

/** However large a conference is, each answer about it fits into a message. */
class MessageRoomTest {

    private static final String LONG = "ü&€".repeat(66);

    private static ParticipantView row(int number, String name, String text) {
        TelephoneAddress address = new TelephoneAddress("sip:" + name + number + "@example.org",
                "sip:" + name + number + "@example.org", null);
        return new ParticipantView("p" + number, name + number, address, false, ParticipantState.DISCONNECTED,
                DisconnectionMethod.DEPARTED, Outcome.CONFERENCE_ENDED, Cause.sip(503, text), 9999, KnownBy.COMMAND,
                Samples.TIME, true, true, text.isEmpty() ? null : "user" + number + "@example.org");
    }

    private static List<ParticipantView> roster(int size, String name, String text) {
        return IntStream.rangeClosed(1, size).mapToObj(number -> row(number, name, text)).toList();
    }

    private static ConferenceView view(List<ParticipantView> roster) {
        ConferenceView some = Samples.running();
        return new ConferenceView(some.conferenceId(), some.version(), some.statusNumber(), some.subject(), some.owner(),
                some.moderator(), some.ending(), some.account(), some.phase(), null, null, null, some.createdAt(), null, false,
                roster, some.dialIn());
    }

    private static String xml(List<ParticipantView> rows) {
        return new String(CommandXml.write(
                AnswerMapper.map(new ConferenceRequest.GetConference("c1"), view(rows), List.of(), rows, false)),
                StandardCharsets.UTF_8);
    }

    @Test
    void noRowIsLargerThanWasThought() throws Exception {
        int empty = xml(List.of()).getBytes(StandardCharsets.UTF_8).length;
        for (ParticipantView row : List.of(row(1, "Ann", ""), row(300, LONG, LONG), row(2, "B", "Busy here"), Samples.ANN,
                Samples.BOB)) {
            int bytes = xml(List.of(row)).getBytes(StandardCharsets.UTF_8).length - empty;

            assertThat(MessageRoom.bytes(row)).isBetween(bytes, bytes + 200);
        }
    }

    @Test
    void pagesTellOfEverybodyOnceAndEachIsReadable() throws Exception {
        for (List<ParticipantView> roster : List.of(roster(1, "Ann", ""), roster(1000, "Ann", "Busy here"),
                roster(300, LONG, LONG))) {
            List<ParticipantView> told = new ArrayList<>();
            while (told.size() < roster.size()) {
                List<ParticipantView> page = MessageRoom.page(roster, told.size(), null);

                assertThat(page).isNotEmpty();
                SoapReader.read(("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body>"
                        + xml(page) + "</s:Body></s:Envelope>")
                        .getBytes(StandardCharsets.UTF_8));
                told.addAll(page);
            }
            assertThat(told).isEqualTo(roster);
        }
    }

    @Test
    void aPageBeginsAndEndsWhereItIsAskedTo() {
        List<ParticipantView> roster = roster(10, "Ann", "");

        assertThat(MessageRoom.page(roster, 3, 2)).isEqualTo(roster.subList(3, 5));
        assertThat(MessageRoom.page(roster, 8, 5)).isEqualTo(roster.subList(8, 10));
        assertThat(MessageRoom.page(roster, 10, null)).isEmpty();
        assertThat(MessageRoom.page(roster, Integer.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void aCommandsAnswerHasEverybodyOrWhomItConcerned() {
        List<ParticipantView> few = roster(20, "Ann", "");
        List<ParticipantView> many = roster(300, "Ann", "");

        assertThat(MessageRoom.after(few, List.of("p20"))).isEqualTo(few);
        assertThat(MessageRoom.after(many, List.of("p300"))).isEqualTo(many.subList(299, 300));
        assertThat(MessageRoom.after(many, List.of())).isEmpty();
    }

    @Test
    void aListEndsWhereTheMessageIsFull() {
        ConferenceView some = view(List.of());

        assertThat(MessageRoom.conferences(IntStream.range(0, 100).mapToObj(i -> some).toList())).hasSize(100);
    }
}
