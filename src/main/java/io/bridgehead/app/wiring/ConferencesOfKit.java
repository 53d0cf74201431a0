package io.bridgehead.app.wiring;

import java.util.Optional;

import io.bridgehead.bridge.conformance.ConformanceKit;
import io.bridgehead.conference.BridgeSelection;
import io.bridgehead.conference.ConferencePolicy;
import io.bridgehead.conference.ConferenceRepository;
import io.bridgehead.conference.DefaultConferenceService;

/**
 * While a bridge is checked: the kit's conferences are nowhere kept, but they are on that bridge, which may report about them.
 */
final class ConferencesOfKit extends DefaultConferenceService {

    private final String bridge;

    ConferencesOfKit(ConferenceRepository repository, BridgeSelection bridges, ConferencePolicy policy, String bridge) {
        super(repository, bridges, policy);
        this.bridge = bridge;
    }

    @Override
    public Optional<String> bridgeOf(String conferenceId) {
        return ConformanceKit.isCheck(conferenceId) ? Optional.of(bridge) : Optional.empty();
    }
}
