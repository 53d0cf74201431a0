package io.bridgehead.sip;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.bridgehead.sip.transaction.ServerTransaction;
import io.bridgehead.sip.transport.Destination;
import io.bridgehead.sip.useragent.UserAgent;
import io.bridgehead.sip.useragent.UserAgentConfig;
import io.bridgehead.sip.useragent.UserAgentListener;
import io.bridgehead.sip.useragent.UserAgents;

/** Gives all endpoints of one user at one proxy the same user agent. */
final class SharedAgents {

    private record Key(String aor, Destination proxy) {
    }

    /** One user agent and who uses it. */
    static final class Shared implements UserAgentListener {

        private final Key key;
        private UserAgent agent;
        private int users;
        private volatile Consumer<ServerTransaction> consumer;

        private Shared(Key key) {
            this.key = key;
        }

        UserAgent agent() {
            return agent;
        }

        void consumer(Consumer<ServerTransaction> newConsumer) {
            if (newConsumer != null && consumer != null) {
                throw new IllegalStateException("Two routes consume the requests of " + key.aor());
            }
            consumer = newConsumer;
        }

        @Override
        public void onRequest(ServerTransaction transaction) {
            Consumer<ServerTransaction> current = consumer;
            if (current == null) {
                transaction.respond(480);
            } else {
                current.accept(transaction);
            }
        }
    }

    private final UserAgents agents;
    private final Map<Key, Shared> byKey = new HashMap<>();

    SharedAgents(UserAgents agents) {
        this.agents = agents;
    }

    /** Takes a user agent into use, without registering it. */
    synchronized Shared acquire(UserAgentConfig config) {
        Key key = new Key(config.aor().toString(), config.proxy());
        Shared shared = byKey.computeIfAbsent(key, Shared::new);
        if (shared.agent == null) {
            shared.agent = agents.create(config.withRegister(false), shared);
            shared.agent.start();
        } else if (!Objects.equals(config.password(), shared.agent.config().password())) {
            throw new IllegalArgumentException("All endpoints of " + config.aor() + " need the same password");
        }
        shared.users++;
        return shared;
    }

    /** Gives a user agent back; the last one unregisters it. */
    synchronized CompletableFuture<Void> release(Shared shared) {
        if (--shared.users > 0) {
            return CompletableFuture.completedFuture(null);
        }
        byKey.remove(shared.key);
        return shared.agent.stop();
    }
}
