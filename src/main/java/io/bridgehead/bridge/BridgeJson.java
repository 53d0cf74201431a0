package io.bridgehead.bridge;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.bridgehead.conference.Cause;
import io.bridgehead.conference.LegId;
import io.bridgehead.conference.Steering;

/** The JSON of the contract, as maps: any JSON library reads and writes them, without reflection. */
final class BridgeJson {

    private static final int MAX_TEXT = 1024;
    private static final int MAX_CODE = 699;

    private BridgeJson() {
    }

    static Map<String, Object> write(BridgeCommand command) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (command instanceof BridgeCommand.Dial dial) {
            json.put("command", "dial");
            json.put("id", dial.leg() + ".dial");
            json.put("conference", dial.conferenceId());
            json.put("leg", dial.leg().toString());
            json.put("address", dial.address());
            json.put("displayName", dial.displayName());
            json.put("subject", dial.subject());
        } else if (command instanceof BridgeCommand.HangUp hangUp) {
            json.put("command", "hangUp");
            json.put("id", hangUp.leg() + ".hangUp");
            json.put("conference", hangUp.conferenceId());
            json.put("leg", hangUp.leg().toString());
            json.put("reason", hangUp.reason());
        } else if (command instanceof BridgeCommand.Steer steer) {
            json.put("command", steer.steering().word());
            json.put("id", steer.leg() + "." + steer.steering().word() + "." + steer.number());
            json.put("conference", steer.conferenceId());
            json.put("leg", steer.leg().toString());
            json.put("number", steer.number());
        } else if (command instanceof BridgeCommand.Admit admit) {
            json.put("command", "admit");
            json.put("id", admit.conferenceId() + ".admit." + admit.number());
            json.put("conference", admit.conferenceId());
            json.put("pin", admit.pin());
            json.put("number", admit.number());
        } else if (command instanceof BridgeCommand.Join join) {
            json.put("command", "join");
            json.put("id", join.leg() + ".join");
            json.put("conference", join.conferenceId());
            json.put("leg", join.leg().toString());
            json.put("call", join.call());
        } else if (command instanceof BridgeCommand.TurnAway turnAway) {
            json.put("command", "turnAway");
            json.put("id", turnAway.conferenceId() + ".turnAway." + turnAway.call());
            json.put("conference", turnAway.conferenceId());
            json.put("call", turnAway.call());
            json.put("reason", turnAway.reason());
        } else {
            String word = command instanceof BridgeCommand.ListLegs ? "list" : "end";
            json.put("command", word);
            json.put("id", command.conferenceId() + "." + word);
            json.put("conference", command.conferenceId());
        }
        return json;
    }

    static BridgeCommand readCommand(Map<String, ?> json) {
        return switch (text(json, "command")) {
            case "dial" ->
                new BridgeCommand.Dial(LegId.parse(text(json, "leg")), text(json, "address"), optional(json, "displayName"),
                        optional(json, "subject"));
            case "hangUp" -> new BridgeCommand.HangUp(LegId.parse(text(json, "leg")), optional(json, "reason"));
            case "mute" -> steer(json, Steering.MUTE);
            case "unmute" -> steer(json, Steering.UNMUTE);
            case "hold" -> steer(json, Steering.HOLD);
            case "resume" -> steer(json, Steering.RESUME);
            case "admit" ->
                new BridgeCommand.Admit(text(json, "conference"), optional(json, "pin"), number(json.get("number")));
            case "join" -> new BridgeCommand.Join(LegId.parse(text(json, "leg")), text(json, "call"));
            case "turnAway" ->
                new BridgeCommand.TurnAway(text(json, "conference"), text(json, "call"), optional(json, "reason"));
            case "end" -> new BridgeCommand.End(text(json, "conference"));
            case "list" -> new BridgeCommand.ListLegs(text(json, "conference"));
            default -> throw new IllegalArgumentException("Unknown bridge command");
        };
    }

    private static BridgeCommand steer(Map<String, ?> json, Steering steering) {
        return new BridgeCommand.Steer(LegId.parse(text(json, "leg")), steering, number(json.get("number")));
    }

    static Map<String, Object> write(BridgeEvent event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event.kind().word());
        json.put("conference", event.conferenceId());
        if (event.leg() != null) {
            json.put("leg", event.leg().toString());
        }
        json.put("time", event.time().toString());
        json.put("sequence", event.sequence());
        if (event.cause() != null) {
            json.put("cause", Map.of("source", event.cause().source().name(), "code", event.cause().code(), "text",
                    event.cause().text()));
        }
        if (event.digit() != null) {
            json.put("digit", event.digit());
        }
        if (event.caller() != null) {
            json.put("call", event.caller().call());
            json.put("from", event.caller().from());
            if (!event.caller().user().isEmpty()) {
                json.put("user", event.caller().user());
            }
        }
        return json;
    }

    static BridgeEvent readEvent(Map<String, ?> json) {
        BridgeEventKind kind = BridgeEventKind.of(text(json, "event"));
        LegId leg = kind.wholeConference() ? null : LegId.parse(text(json, "leg"));
        String conference = leg == null ? text(json, "conference") : leg.conferenceId();
        if (!optional(json, "conference").isEmpty() && !json.get("conference").equals(conference)) {
            throw new IllegalArgumentException("The leg is of another conference");
        }
        String digit = kind == BridgeEventKind.DTMF ? text(json, "digit") : null;
        BridgeEvent event = new BridgeEvent(kind, conference, leg, time(text(json, "time")), number(json.get("sequence")),
                cause(json.get("cause")), digit,
                kind == BridgeEventKind.ARRIVED
                        ? new BridgeEvent.Caller(text(json, "call"), optional(json, "from"), optional(json, "user"))
                        : null);
        BridgeMapping.toArrival(event); // refuses a call or an address that the core would not take
        return event;
    }

    static Map<String, Object> write(BridgeLegs legs) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (BridgeLegs.Leg leg : legs.legs()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("leg", leg.leg().toString());
            json.put("state", leg.state().word());
            json.put("sequence", leg.sequence());
            all.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("conference", legs.conferenceId());
        json.put("legs", all);
        return json;
    }

    static BridgeLegs readLegs(Map<String, ?> json) {
        if (!(json.get("legs") instanceof List<?> all) || all.size() > BridgeLegs.MAX_LEGS) {
            throw new IllegalArgumentException("No list of legs, or too long a one");
        }
        return new BridgeLegs(text(json, "conference"), all.stream().map(BridgeJson::leg).toList());
    }

    private static BridgeLegs.Leg leg(Object value) {
        if (!(value instanceof Map<?, ?> map) || !(map.get("leg") instanceof String leg)
                || !(map.get("state") instanceof String state)) {
            throw new IllegalArgumentException("Not a leg");
        }
        return new BridgeLegs.Leg(LegId.parse(leg), BridgeLegs.State.of(state), number(map.get("sequence")));
    }

    private static Cause cause(Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map) || !(map.get("source") instanceof String source)) {
            throw new IllegalArgumentException("A cause is an object with a source");
        }
        Object text = map.get("text");
        return new Cause(source(source), code(map.get("code")), text instanceof String s ? s : "");
    }

    private static Cause.Source source(String word) {
        for (Cause.Source source : Cause.Source.values()) {
            if (source.name().equals(word)) {
                return source;
            }
        }
        throw new IllegalArgumentException("Not a source of a cause; they are " + Stream.of(Cause.Source.values())
                .map(Cause.Source::name).collect(Collectors.joining(", ")));
    }

    private static int code(Object value) {
        long code = number(value);
        if (code > MAX_CODE) {
            throw new IllegalArgumentException("The code of a cause is 0 to " + MAX_CODE);
        }
        return (int) code;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Not a time such as 2026-01-01T10:00:00.250Z", e);
        }
    }

    private static long number(Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof Integer || value instanceof Long) {
            return Math.max(0, ((Number) value).longValue());
        }
        throw new IllegalArgumentException("Not a whole number");
    }

    private static String text(Map<String, ?> json, String name) {
        if (json.get(name) instanceof String text && !text.isEmpty() && text.length() <= MAX_TEXT) {
            return text;
        }
        throw new IllegalArgumentException("Missing, empty or too long: " + name);
    }

    private static String optional(Map<String, ?> json, String name) {
        return json.get(name) instanceof String text && text.length() <= MAX_TEXT ? text : "";
    }
}
