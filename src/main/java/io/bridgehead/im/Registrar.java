package io.bridgehead.im;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.bridgehead.sip.BadRequestException;
import io.bridgehead.sip.ForbiddenException;
import io.bridgehead.sip.message.NameAddr;
import io.bridgehead.sip.message.SipUri;

/**
 * The registrar (RFC 3261 §10.3, flows by RFC 5626 §6). Bindings are served from memory and written to the store before a
 * registration is answered. Methods block; several threads may call them.
 */
public final class Registrar {

    private static final int STRIPES = 64;
    private static final Comparator<Binding> FIRST_TO_END = Comparator.comparing(Binding::expires);

    private final LocationStore store;
    private final InstantSource clock;
    private final RegistrarSettings settings;
    private final Map<String, List<Binding>> bindings = new ConcurrentHashMap<>();
    private final ReentrantLock[] locks = new ReentrantLock[STRIPES];

    public Registrar(LocationStore store, InstantSource clock, RegistrarSettings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        for (int i = 0; i < STRIPES; i++) {
            locks[i] = new ReentrantLock();
        }
    }

    /** Reads what the store kept and forgets devices whose connection ended with the last process. To be called once. */
    public void start() {
        for (Binding binding : store.recover(clock.instant())) {
            bindings.merge(binding.aor(), List.of(binding), (some, more) -> {
                List<Binding> all = new ArrayList<>(some);
                all.addAll(more);
                return List.copyOf(all);
            });
        }
    }

    /**
     * Binds, refreshes, removes or lists the devices of an address.
     *
     * @throws BadRequestException if a Contact is malformed, {@code *} stands beside others or without Expires 0, or the
     *         request is older than one already served
     * @throws io.bridgehead.sip.IntervalTooBriefException if a device asks for less than the minimum
     * @throws ForbiddenException if one request names more devices than allowed
     */
    public RegisteredContacts register(Registration registration) {
        ReentrantLock lock = lock(registration.aor());
        lock.lock();
        try {
            List<Binding> current = bindings(registration.aor());
            if (registration.contacts().isEmpty()) {
                return answer(current, false, false);
            }
            List<NameAddr> contacts = registration.contacts().stream().map(ContactRequest::parse).toList();
            List<Binding> changed = contacts.stream().anyMatch(NameAddr::isWildcard)
                    ? removeAll(registration, contacts, current)
                    : change(registration, contacts, current);
            replace(registration.aor(), changed);
            List<Binding> made = changed.stream()
                    .filter(b -> b.callId().equals(registration.callId()) && b.cseq() == registration.cseq()).toList();
            return answer(changed, made.stream().anyMatch(b -> b.regId() > 0),
                    made.stream().anyMatch(b -> current.stream().noneMatch(old -> isRefreshed(old, b))));
        } finally {
            lock.unlock();
        }
    }

    private static List<Binding> removeAll(Registration registration, List<NameAddr> contacts, List<Binding> current) {
        if (contacts.size() != 1 || !"0".equals(registration.expires())) {
            throw new BadRequestException("Contact * needs Expires 0");
        }
        current.forEach(binding -> checkOrder(registration, binding));
        return List.of();
    }

    private List<Binding> change(Registration registration, List<NameAddr> contacts, List<Binding> current) {
        if (contacts.size() > settings.contacts()) {
            throw new ForbiddenException("Too Many Contacts");
        }
        List<Binding> changed = new ArrayList<>(current);
        for (NameAddr contact : contacts) {
            ContactRequest request = ContactRequest.of(contact, registration, settings);
            Binding binding = binding(registration, request);
            changed.removeIf(old -> {
                boolean same = isSame(old, binding);
                if (same) {
                    checkOrder(registration, old);
                }
                return same;
            });
            if (request.seconds() > 0) {
                changed.add(binding);
            }
        }
        while (changed.size() > settings.contacts()) {
            changed.remove(changed.stream().min(FIRST_TO_END).orElseThrow());
        }
        return changed;
    }

    private Binding binding(Registration registration, ContactRequest request) {
        return new Binding(registration.aor(), request.uri(), request.instance(), request.regId(),
                registration.callId(), registration.cseq(), request.quality(), registration.flow(),
                registration.lasting(), registration.path(), registration.userAgent(),
                clock.instant().plusSeconds(request.seconds()));
    }

    private static boolean isSame(Binding old, Binding next) {
        if (old.instance() != null || next.instance() != null) {
            return old.key().equals(next.key());
        }
        return SipUri.parse(old.contact()).matches(SipUri.parse(next.contact()));
    }

    /** A binding changes only by a request newer than the one that made it. */
    private static void checkOrder(Registration registration, Binding old) {
        if (old.callId().equals(registration.callId()) && old.cseq() >= registration.cseq()) {
            throw new BadRequestException("CSeq Out Of Order");
        }
    }

    /** A program that starts anew takes a new Call-ID (RFC 3261 §10.2), also if it comes from where it was. */
    private static boolean isRefreshed(Binding old, Binding next) {
        return isSame(old, next) && old.callId().equals(next.callId()) && Objects.equals(old.flow(), next.flow());
    }

    private RegisteredContacts answer(List<Binding> current, boolean outbound, boolean newDevice) {
        Instant now = clock.instant();
        return new RegisteredContacts(current.stream().map(binding -> contact(binding, now)).toList(), outbound, newDevice);
    }

    private static String contact(Binding binding, Instant now) {
        // Rounded up: a binding that has not ended never shows as 0, which would mean that it has.
        long millis = binding.expires().toEpochMilli() - now.toEpochMilli();
        NameAddr contact = NameAddr.of(SipUri.parse(binding.contact())).withParam("expires",
                Long.toString(Math.max(1, (millis + 999) / 1000)));
        if (binding.quality() != 1000) {
            contact = contact.withParam("q",
                    binding.quality() == 0 ? "0" : String.format(Locale.ROOT, "0.%03d", binding.quality()));
        }
        if (binding.instance() != null) {
            contact = contact.withParam("+sip.instance", '"' + binding.instance() + '"');
        }
        return (binding.regId() > 0 ? contact.withParam("reg-id", Integer.toString(binding.regId())) : contact).toString();
    }

    /** The current bindings of an address. Does not block. */
    public List<Binding> bindings(String aor) {
        Instant now = clock.instant();
        return bindings.getOrDefault(aor, List.of()).stream().filter(binding -> binding.expires().isAfter(now)).toList();
    }

    /** How many users have a device registered. */
    public int users() {
        return bindings.size();
    }

    /** A connection is closed: whoever registered by it is away. */
    public void flowClosed(String flow) {
        for (Map.Entry<String, List<Binding>> entry : bindings.entrySet()) {
            if (entry.getValue().stream().anyMatch(binding -> flow.equals(binding.flow()))) {
                keepOnly(entry.getKey(), binding -> !flow.equals(binding.flow()));
            }
        }
    }

    /** An account is gone, and its devices with it. */
    public void forget(String aor) {
        keepOnly(aor, binding -> false);
    }

    /** Removes what has expired; to be called now and then. */
    public void sweep() {
        Instant now = clock.instant();
        for (Map.Entry<String, List<Binding>> entry : bindings.entrySet()) {
            if (entry.getValue().stream().anyMatch(binding -> !binding.expires().isAfter(now))) {
                keepOnly(entry.getKey(), binding -> true);
            }
        }
    }

    private void keepOnly(String aor, Predicate<Binding> kept) {
        ReentrantLock lock = lock(aor);
        lock.lock();
        try {
            replace(aor, bindings(aor).stream().filter(kept).toList());
        } finally {
            lock.unlock();
        }
    }

    /** First the store, then memory: what is answered is durable. */
    private void replace(String aor, List<Binding> next) {
        store.replace(aor, next);
        if (next.isEmpty()) {
            bindings.remove(aor);
        } else {
            bindings.put(aor, List.copyOf(next));
        }
    }

    private ReentrantLock lock(String aor) {
        return locks[Math.floorMod(aor.hashCode(), STRIPES)];
    }
}
