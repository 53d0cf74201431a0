package io.bridgehead.app;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Consumer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

import org.jboss.logging.Logger;

import io.bridgehead.im.Account;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.messagelog.LogReadings;
import io.bridgehead.messagelog.LogReadings.Reading;
import io.bridgehead.messagelog.LoggedMessage;
import io.bridgehead.messagelog.MessageLog;
import io.bridgehead.messagelog.Selection;
import io.bridgehead.store.StoreException;
import io.bridgehead.webservice.PasswordCheck;
import io.bridgehead.webservice.TooManyAttemptsException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code GET /log?conference=ID} or {@code GET /log?one=ADDRESS&other=ADDRESS}, with {@code from} and {@code to} as ISO 8601
 * instants: whole messages, one JSON object a line, for accounts of the role operator (HTTP Basic, RFC 7617). Each reading is
 * noted before its first line is sent.
 */
@ApplicationScoped
class LogHttp {

    private static final Logger LOG = Logger.getLogger(LogHttp.class);

    private final Instance<MessageLog> log;
    private final Instance<LogReadings> readings;
    private final Instance<Accounts> accounts;
    private final Instance<PasswordCheck> passwords;

    LogHttp(Instance<MessageLog> log, Instance<LogReadings> readings, Instance<Accounts> accounts,
            Instance<PasswordCheck> passwords) {
        this.log = log;
        this.readings = readings;
        this.accounts = accounts;
        this.passwords = passwords;
    }

    void listen(@Observes Router router) {
        router.get("/log").blockingHandler(this::answer, false);
    }

    private void answer(RoutingContext context) {
        try {
            Optional<String> operator = operator(context);
            if (operator.isPresent()) {
                export(context, operator.get());
            }
        } catch (TooManyAttemptsException e) {
            context.response().putHeader("Retry-After", Integer.toString(e.retryAfter()));
            end(context, 429, "Too many wrong passwords. Try again later.");
        } catch (DateTimeParseException e) {
            end(context, 400, "from and to are times such as 2026-05-01T12:00:00Z.");
        } catch (StoreException e) {
            context.response().putHeader("Retry-After", "5");
            end(context, 503, "The database is away. Try again later.");
        }
    }

    /** The operator who asks; anybody else has been answered. */
    private Optional<String> operator(RoutingContext context) {
        Optional<String> user = BasicCredentials.of(context.request().getHeader("Authorization"))
                .flatMap(given -> passwords.get()
                        .addressOf(given.user(), given.password(), context.request().remoteAddress().hostAddress()));
        if (user.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", "Basic realm=\"message log\", charset=\"UTF-8\"");
            end(context, 401, "Say who you are: an operator's name and password.");
            return user;
        }
        if (accounts.get().find(Domains.userOf(user.get())).filter(found -> found.role() == Account.Role.OPERATOR).isEmpty()) {
            LOG.warnf("%s asked for the message log and is no operator", user.get());
            end(context, 403, "The message log is for operators: bridgehead account add NAME --operator.");
            return Optional.empty();
        }
        return user;
    }

    private void export(RoutingContext context, String operator) {
        Selection selection = selection(context.request());
        if (selection == null) {
            end(context, 400, "Ask for conference=ID, or for one=ADDRESS&other=ADDRESS.");
            return;
        }
        long number = readings.get()
                .begin(new Reading(Instant.now(), operator, "http", "export of " + selection.words(), Reading.UNKNOWN));
        context.response().setChunked(true).putHeader("Content-Type", "application/x-ndjson")
                .putHeader("Cache-Control", "no-store");
        Consumer<LoggedMessage> lines = new SlowReader(context.response())::write;
        readings.get().end(number, log.get().export(selection, lines));
        context.response().end();
    }

    private static Selection selection(HttpServerRequest request) {
        String conference = request.getParam("conference");
        Instant from = time(request.getParam("from"), Instant.EPOCH);
        Instant to = time(request.getParam("to"), Instant.now().plusSeconds(60));
        if (conference != null) {
            return Selection.conference(conference, from, to);
        }
        String one = request.getParam("one");
        String other = request.getParam("other");
        return one == null || other == null ? null : Selection.conversation(one, other, from, to);
    }

    private static Instant time(String given, Instant otherwise) {
        return given == null ? otherwise : Instant.parse(given);
    }

    private static void end(RoutingContext context, int status, String words) {
        if (context.response().headWritten()) {
            context.request().connection().close(); // A cut export is not to look like a whole one.
        } else {
            context.response().setChunked(false).setStatusCode(status).putHeader("Content-Type", "text/plain;charset=utf-8")
                    .end(words + "\n");
        }
    }
}
