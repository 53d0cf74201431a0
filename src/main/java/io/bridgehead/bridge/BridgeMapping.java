package io.bridgehead.bridge;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.bridgehead.conference.Arrival;
import io.bridgehead.conference.BridgeOrder;
import io.bridgehead.conference.LegEvent;
import io.bridgehead.conference.Steering;

/** Between the words of the core and those of the contract. */
public final class BridgeMapping {

    private BridgeMapping() {
    }

    /** The command that carries an order out. */
    public static BridgeCommand toCommand(BridgeOrder order) {
        return switch (order.kind()) {
            case DIAL -> new BridgeCommand.Dial(order.leg(), order.address(), order.displayName(), order.subject());
            case HANG_UP -> new BridgeCommand.HangUp(order.leg(), order.reason().word());
            case MUTE -> new BridgeCommand.Steer(order.leg(), Steering.MUTE, order.version());
            case UNMUTE -> new BridgeCommand.Steer(order.leg(), Steering.UNMUTE, order.version());
            case HOLD -> new BridgeCommand.Steer(order.leg(), Steering.HOLD, order.version());
            case RESUME -> new BridgeCommand.Steer(order.leg(), Steering.RESUME, order.version());
            case ADMIT -> new BridgeCommand.Admit(order.conferenceId(), order.dialIn().pin(), order.version());
            case JOIN -> new BridgeCommand.Join(order.leg(), order.dialIn().call());
            case TURN_AWAY ->
                new BridgeCommand.TurnAway(order.conferenceId(), order.dialIn().call(), order.dialIn().reason().word());
            case END -> new BridgeCommand.End(order.conferenceId());
        };
    }

    /** What an arrival means to the core; empty for other events. */
    public static Optional<Arrival> toArrival(BridgeEvent event) {
        return Optional.ofNullable(event.caller())
                .map(caller -> new Arrival(event.conferenceId(), caller.call(), caller.from(), caller.user(), event.time()));
    }

    /** What an event that is no arrival means to the core. */
    public static LegEvent toLegEvent(BridgeEvent event) {
        return new LegEvent(event.conferenceId(), event.leg(), kind(event.kind()), event.cause(), event.time(),
                event.sequence());
    }

    /** What a bridge's list of calls says to the core: of each call that it is up, then how far it is. */
    public static List<LegEvent> toLegEvents(BridgeLegs legs, Instant asked) {
        return legs.legs().stream().flatMap(leg -> kinds(leg.state()).stream()
                .map(kind -> LegEvent.of(leg.leg(), kind, null, asked, leg.sequence()))).toList();
    }

    private static List<LegEvent.Kind> kinds(BridgeLegs.State state) {
        return switch (state) {
            case DIALING -> List.of(LegEvent.Kind.PROGRESS);
            case RINGING -> List.of(LegEvent.Kind.PROGRESS, LegEvent.Kind.RINGING);
            case ANSWERED -> List.of(LegEvent.Kind.PROGRESS, LegEvent.Kind.ANSWERED, LegEvent.Kind.RESUMED);
            case HELD -> List.of(LegEvent.Kind.PROGRESS, LegEvent.Kind.ANSWERED, LegEvent.Kind.HELD);
        };
    }

    private static LegEvent.Kind kind(BridgeEventKind kind) {
        return switch (kind) {
            case PROGRESS -> LegEvent.Kind.PROGRESS;
            case RINGING -> LegEvent.Kind.RINGING;
            case ANSWERED -> LegEvent.Kind.ANSWERED;
            case HELD -> LegEvent.Kind.HELD;
            case RESUMED -> LegEvent.Kind.RESUMED;
            case LEFT -> LegEvent.Kind.LEFT;
            case REFUSED -> LegEvent.Kind.REFUSED;
            case CONFERENCE_ENDED -> LegEvent.Kind.CONFERENCE_GONE;
            case UNAVAILABLE -> LegEvent.Kind.UNAVAILABLE;
            case TALKING, QUIET, DTMF -> LegEvent.Kind.ACTIVE;
            case ARRIVED -> throw new IllegalArgumentException("An arrival is of no leg");
        };
    }
}
