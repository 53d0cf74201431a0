package io.bridgehead.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.soap.AddressingFeature;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.bridgehead.test.Feature;
import io.bridgehead.test.Product;
import io.bridgehead.test.Soap;
import io.bridgehead.test.Telephones.Telephone;
import io.bridgehead.webservice.wsdl.conference.AddParticipant;
import io.bridgehead.webservice.wsdl.conference.Conference;
import io.bridgehead.webservice.wsdl.conference.ConferenceAnswer;
import io.bridgehead.webservice.wsdl.conference.ConferenceFaultException;
import io.bridgehead.webservice.wsdl.conference.ConferenceService;
import io.bridgehead.webservice.wsdl.conference.CreateConference;
import io.bridgehead.webservice.wsdl.conference.EndConference;
import io.bridgehead.webservice.wsdl.conference.GetConference;
import io.bridgehead.webservice.wsdl.conference.Invitee;
import io.bridgehead.webservice.wsdl.conference.ListConferences;
import io.bridgehead.webservice.wsdl.conference.MuteParticipant;
import io.bridgehead.webservice.wsdl.conference.ParticipantState;
import io.bridgehead.webservice.wsdl.conference.RemoveParticipant;

/** Software of other makes uses the conference service as its WSDL and its documentation say, and knows nothing else of us. */
@Feature({ "A037", "A051" })
class SoapClientsIT {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)```sh\n(curl .*?)```");

    @RegisterExtension
    static final Scene SCENE = new Scene(Product.withDemoAccounts().set("bridgehead.bridge.accounts.sales.bridge", "embedded")
            .set("bridgehead.bridge.accounts.sales.users", "carol"));

    @Test
    void theExamplesOfTheDocumentationWorkAsTheyStand() throws Exception {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("docs", "web-service.md"))).results()
                .map(found -> found.group(1)).toList();

        String created = shell(examples.get(0));
        assertThat(created).contains("http://www.w3.org/2003/05/soap-envelope", "createConferenceResponse");
        String conference = Soap.text(created, "conferenceId");
        assertThat(shell(examples.get(1))).contains("http://schemas.xmlsoap.org/soap/envelope/", conference, "Budget");
        assertThat(shell(examples.get(1).replace("carol:demo", "carol:guess"))).contains("Fault").doesNotContain(conference);
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void aClientMadeFromThePublishedWsdlHoldsAConference(boolean soap12) throws Exception {
        Conference service = client("carol", soap12);

        ConferenceAnswer created = service.createConference(create(SCENE.carol(), SCENE.alice()));
        String id = created.getConferenceId();
        awaitState(service, id, 2, ParticipantState.CONNECTED);

        AddParticipant add = new AddParticipant();
        add.setConferenceId(id);
        add.setParticipant(invitee("Bob", SCENE.bob()));
        assertThat(service.addParticipant(add).getConcerned()).containsExactly("p3");
        awaitState(service, id, 3, ParticipantState.CONNECTED);
        SCENE.bob().awaitHears(SCENE.carol(), SCENE.alice());

        MuteParticipant mute = new MuteParticipant();
        mute.setConferenceId(id);
        mute.setParticipantId("p2");
        service.muteParticipant(mute);
        SCENE.bob().awaitHears(SCENE.carol());

        RemoveParticipant remove = new RemoveParticipant();
        remove.setConferenceId(id);
        remove.setParticipantId("p3");
        service.removeParticipant(remove);
        awaitState(service, id, 3, ParticipantState.DISCONNECTED);
        SCENE.bob().awaitState("idle");

        assertThat(service.listConferences(new ListConferences()).getConference())
                .anyMatch(listed -> listed.getConferenceId().equals(id) && listed.getInCall() == 2);
        EndConference end = new EndConference();
        end.setConferenceId(id);
        service.endConference(end);
        SCENE.carol().awaitState("idle");
        SCENE.alice().awaitState("idle");
    }

    /** By SOAP 1.1: CXF 4.1 takes the 400 that SOAP 1.2 wants for a failed connection. */
    @Test
    void faultsAreTypedExceptions() throws Exception {
        Conference service = client("carol", false);
        GetConference unknown = new GetConference();
        unknown.setConferenceId("c1");
        CreateConference lonely = new CreateConference();
        lonely.setInitiator(invitee("Carol", SCENE.carol()));

        assertThat(code(() -> service.getConference(unknown))).isEqualTo("unknown-conference");
        assertThat(code(() -> service.createConference(lonely))).isEqualTo("too-few-participants");
        assertThat(catchThrowableOfType(ConferenceFaultException.class, () -> service.createConference(lonely)).getFaultInfo()
                .getWhatToDo()).isNotBlank();
    }

    /** Who pays follows from the password and from the accounts open to that user, not from anything the message says. */
    @Test
    @Feature({ "A029", "A030" })
    void whoIsToPayStandsInEventsAndLogWhateverTheMessageSays() throws Exception {
        CreateConference command = create(SCENE.carol(), SCENE.alice());
        command.getInitiator().setName("Alice");
        command.setAccount("sales");

        assertThat(code(() -> client("alice", false).createConference(command))).isEqualTo("unknown-account");
        Conference service = client("carol", false);
        String id = service.createConference(command).getConferenceId();

        assertThat(rows("SELECT event FROM conference_event WHERE version = 1 AND conference_id = '" + id + "'")).first()
                .asString()
                .contains("\"owner\":\"carol@" + Product.DOMAIN + "\"", "\"account\":\"sales\"");
        assertThat(rows("SELECT sender FROM message WHERE operation = 'createConference' ORDER BY id DESC LIMIT 1"))
                .containsExactly("carol@" + Product.DOMAIN);
    }

    private static Conference client(String user, boolean soap12) throws MalformedURLException {
        URL wsdl = SCENE.product.http("/services/conference?wsdl").toURL();
        ConferenceService published = new ConferenceService(wsdl);
        Conference service = soap12 ? published.getConferenceSoap12(new AddressingFeature())
                : published.getConferenceSoap11(new AddressingFeature());
        Map<String, Object> context = ((BindingProvider) service).getRequestContext();
        context.put(BindingProvider.USERNAME_PROPERTY, user);
        context.put(BindingProvider.PASSWORD_PROPERTY, Scene.PASSWORD);
        // The WSDL names the server as its client asked for it.
        assertThat(URI.create(context.get(BindingProvider.ENDPOINT_ADDRESS_PROPERTY).toString()).getPort())
                .isEqualTo(wsdl.getPort());
        return service;
    }

    private static CreateConference create(Telephone initiator, Telephone participant) {
        CreateConference command = new CreateConference();
        command.setSubject("Budget");
        command.setInitiator(invitee("Carol", initiator));
        command.getParticipant().add(invitee("Ann", participant));
        return command;
    }

    private static Invitee invitee(String name, Telephone telephone) {
        Invitee invitee = new Invitee();
        invitee.setName(name);
        invitee.setAddress(telephone.uri());
        return invitee;
    }

    private static void awaitState(Conference service, String id, int participant, ParticipantState state) {
        GetConference get = new GetConference();
        get.setConferenceId(id);
        Awaitility.await()
                .until(() -> service.getConference(get).getParticipant().get(participant - 1).getState() == state);
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static String code(Attempt attempt) {
        return catchThrowableOfType(ConferenceFaultException.class, attempt::run).getFaultInfo().getCode();
    }

    private static List<String> rows(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = SCENE.product.database();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** Runs an example as a person pastes it, but for the address of the server. */
    private static String shell(String example) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("sh", "-c",
                example.replace("http://localhost:8080/", SCENE.product.http("/").toString())).redirectErrorStream(true)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes());
        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return printed;
    }
}
