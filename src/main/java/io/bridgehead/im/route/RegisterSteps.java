package io.bridgehead.im.route;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

import org.apache.camel.Exchange;

import io.bridgehead.im.RegisteredContacts;
import io.bridgehead.im.Registrar;
import io.bridgehead.im.Registration;
import io.bridgehead.sip.SipConstants;
import io.bridgehead.sip.message.SipHeader;
import io.bridgehead.sip.message.SipRequest;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Steps of route 11. */
@ApplicationScoped
@Named("registration")
@RegisterForReflection
public class RegisterSteps {

    private final Registrar registrar;

    RegisterSteps(Registrar registrar) {
        this.registrar = registrar;
    }

    /** Binds the device and puts the user's devices into the answer. */
    public void register(Exchange exchange) {
        SipRequest request = SipExchange.request(exchange);
        String transport = exchange.getIn().getHeader(SipConstants.TRANSPORT, String.class);
        RegisteredContacts registered = registrar.register(new Registration(SipExchange.sender(exchange), request.callId(),
                request.cseq().number(), request.headers(SipHeader.CONTACT), request.header(SipHeader.EXPIRES),
                exchange.getIn().getHeader(SipConstants.FLOW, String.class), "UDP".equals(transport),
                request.headers(SipHeader.PATH), request.header(SipHeader.USER_AGENT)));
        if (!registered.contacts().isEmpty()) {
            exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.CONTACT,
                    String.join(", ", registered.contacts()));
        }
        if (registered.outbound()) {
            exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.REQUIRE, "outbound");
        }
        exchange.getIn().setHeader(SipConstants.HEADER_PREFIX + SipHeader.DATE,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        SipExchange.answer(exchange, 200);
    }
}
