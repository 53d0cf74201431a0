package io.bridgehead.im.route;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

import io.bridgehead.im.Account;
import io.bridgehead.im.AccountStore;
import io.bridgehead.im.Accounts;
import io.bridgehead.im.Domains;
import io.bridgehead.im.Neighbours;
import io.bridgehead.sip.ServiceUnavailableException;

class MessageStepsTest {

    private static final String DOMAIN = "example.test";

    /** Without an intake: a message that waited all the same would fail differently. */
    private final MessageSteps steps = new MessageSteps(new Neighbours(new Domains(DOMAIN, List.of()), List.of()),
            new Accounts(new Services(), DOMAIN, Clock.systemUTC()), null, null, null, null, null);

    @Test
    void aMessageForAPartOfTheProductDoesNotWait() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setVariable(SipExchange.RECEIVER, "conference@" + DOMAIN);

        assertThatThrownBy(() -> steps.keep(exchange)).isInstanceOf(ServiceUnavailableException.class);
    }

    /** Every account is a part of the product. */
    private static final class Services implements AccountStore {

        @Override
        public Optional<Account> find(String user) {
            return Optional.of(new Account(user, user, "", "", null, Account.Role.SERVICE));
        }

        @Override
        public boolean add(Account account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean change(Account account) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean remove(String user) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Account> list() {
            throw new UnsupportedOperationException();
        }
    }
}
