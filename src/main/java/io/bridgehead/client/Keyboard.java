package io.bridgehead.client;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.bridgehead.soap.ConferenceRequest;
import io.bridgehead.soap.PolicyParts;

/** What the owner of a conference types while it goes on. */
final class Keyboard {

    static final String HELP = """
            add ADDRESS [NAME]   call one more: sip:bob@example.org, tel:+4930123456, bob, "Bob <sip:bob@example.org>"
            remove pN|NAME       hang up one of them
            again pN|NAME        call somebody again who is no longer called
            mute pN|NAME         nobody hears them any more; unmute takes it back
            hold pN|NAME         they neither hear nor are heard; resume takes it back
            lock                 nobody else may join; unlock takes it back
            hand [pN|NAME]       raise your hand, or somebody's: wants to speak; lower takes it back
            moderator USER       USER may do all you may; your own name takes it back
            policy KEY=VALUE     when it ends by itself: initiator-leaves, last-leaves (end or go-on),
                                 alone, inactivity, max-length (90s, 5m, 2h; the first two also never);
                                 who may add people: adding (in-charge or participants)
            roster               show everybody
            end                  end the conference for all
            leave                hang up your own telephone
            quit                 leave this program; the conference goes on
            help                 show this""";

    /** A telephone number with blanks in it goes on as long as there are digits; then comes the name. */
    private static final Pattern NUMBER = Pattern.compile("([+0][0-9() /.-]*[0-9])(?: +(.*))?");

    /** A line that was understood, or not. */
    sealed interface Typed {
    }

    record Add(Address participant) implements Typed {
    }

    /** A line about one participant. */
    sealed interface About extends Typed {
        String idOrName();
    }

    record Remove(String idOrName) implements About {
    }

    record Again(String idOrName) implements About {
    }

    record Steer(ConferenceRequest.Steering steering, String idOrName) implements About {
    }

    /** @param idOrName empty for one's own */
    record Hand(boolean raised, String idOrName) implements About {
    }

    /** @param user {@code user@domain} */
    record Moderator(String user) implements Typed {
    }

    record Policy(PolicyParts parts) implements Typed {
    }

    record Leave() implements Typed {
    }

    record Lock(boolean locked) implements Typed {
    }

    record ShowRoster() implements Typed {
    }

    record End() implements Typed {
    }

    record Quit() implements Typed {
    }

    record Help() implements Typed {
    }

    record Nothing() implements Typed {
    }

    record Unknown(String line) implements Typed {
    }

    private final String domain;

    Keyboard(String domain) {
        this.domain = domain;
    }

    /** @throws IllegalArgumentException with a sentence for people if an address or a policy in it is none */
    Typed read(String line) {
        String stripped = line.strip();
        int blank = stripped.indexOf(' ');
        String verb = blank < 0 ? stripped : stripped.substring(0, blank);
        String rest = blank < 0 ? "" : stripped.substring(blank + 1).strip();
        return switch (verb) {
            case "" -> new Nothing();
            case "add" -> rest.isEmpty() ? new Unknown(line) : new Add(address(rest));
            case "remove" -> rest.isEmpty() ? new Unknown(line) : new Remove(rest);
            case "again" -> rest.isEmpty() ? new Unknown(line) : new Again(rest);
            case "mute", "unmute", "hold", "resume" -> rest.isEmpty() ? new Unknown(line)
                    : new Steer(ConferenceRequest.Steering.valueOf(verb.toUpperCase(Locale.ROOT)), rest);
            case "lock", "unlock" -> new Lock(verb.equals("lock"));
            case "hand", "lower" -> new Hand(verb.equals("hand"), rest);
            case "moderator" -> rest.isEmpty() ? new Unknown(line) : new Moderator(user(rest));
            case "policy" -> rest.isEmpty() ? new Unknown(line) : new Policy(PolicyWords.parse(List.of(rest.split(" +"))));
            case "leave" -> new Leave();
            case "roster" -> new ShowRoster();
            case "end" -> new End();
            case "quit" -> new Quit();
            case "help", "?" -> new Help();
            default -> new Unknown(line);
        };
    }

    private String user(String typed) {
        return typed.contains("@") ? typed : typed + "@" + domain;
    }

    private Address address(String rest) {
        Matcher number = NUMBER.matcher(rest);
        if (number.matches()) {
            return Address.parse(number.group(1), domain).named(number.group(2));
        }
        int blank = rest.indexOf(' ');
        if (rest.contains("<") || blank < 0) {
            return Address.parse(rest, domain);
        }
        return Address.parse(rest.substring(0, blank), domain).named(rest.substring(blank + 1));
    }
}
