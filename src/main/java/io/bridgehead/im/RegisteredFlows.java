package io.bridgehead.im;

import java.util.Optional;

import io.bridgehead.sip.SipResponseException;
import io.bridgehead.sip.message.SipUri;
import io.bridgehead.sip.proxy.ContactFlows;

/** The connections by which our users' devices have registered. */
public final class RegisteredFlows implements ContactFlows {

    private final Domains domains;
    private final Registrar registrar;

    public RegisteredFlows(Domains domains, Registrar registrar) {
        this.domains = domains;
        this.registrar = registrar;
    }

    @Override
    public Optional<String> flowOf(SipUri aor, SipUri contact) {
        try {
            return registrar.bindings(domains.aorOf(aor)).stream().filter(binding -> binding.flow() != null)
                    .filter(binding -> isSame(SipUri.parse(binding.contact()), contact)).map(Binding::flow).findFirst();
        } catch (SipResponseException e) {
            // Nobody of ours, so nobody who could have registered.
            return Optional.empty();
        }
    }

    private static boolean isSame(SipUri registered, SipUri contact) {
        return registered.userAtHost().equals(contact.userAtHost()) && registered.port() == contact.port();
    }
}
