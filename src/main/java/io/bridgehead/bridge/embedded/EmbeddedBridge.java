package io.bridgehead.bridge.embedded;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import org.jboss.logging.Logger;

import io.bridgehead.bridge.BridgeCommand;
import io.bridgehead.bridge.BridgeEvent;
import io.bridgehead.bridge.BridgeEventKind;
import io.bridgehead.bridge.BridgeEventSink;
import io.bridgehead.bridge.BridgeLegs;
import io.bridgehead.conference.BridgeUnavailableException;
import io.bridgehead.media.AudioRoom;
import io.bridgehead.media.AudioServer;
import io.bridgehead.sip.dialog.Calls;
import io.bridgehead.sip.dispatch.SipNode;
import io.bridgehead.sip.locate.DnsServerLocator;
import io.bridgehead.sip.transaction.SipStack;
import io.bridgehead.sip.transaction.SipStackBuilder;
import io.bridgehead.sip.transport.Listener;
import io.bridgehead.sip.transport.SipTransport;

/**
 * A conference bridge inside this process: dials by SIP, mixes G.711, tells what happens. Commands may be repeated; a
 * repeated one changes nothing and has the present state told again. All methods may be called from any thread;
 * {@link #execute} does not wait for telephones.
 */
public final class EmbeddedBridge implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(EmbeddedBridge.class);
    private static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int SIP_THREADS = 2;
    private static final int EVENT_THREADS = 4;
    /** How long closing waits for the sink to take the last events. */
    private static final Duration LAST_EVENTS = Duration.ofSeconds(2);

    private final EmbeddedBridgeConfig config;
    private final BridgeEventSink sink;
    private final KeptLegs keptLegs;
    private final DialPaths paths;
    private final Lobby lobby;
    private final Map<String, BridgeConference> conferences = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer = scheduler("bridgehead-bridge-timer", 1);
    private final ScheduledThreadPoolExecutor events = scheduler("bridgehead-bridge-events", EVENT_THREADS);
    private ExecutorService sipExecutor;
    private SipNode node;
    private Calls calls;
    private FrontDoor frontDoor;
    private volatile AudioServer audio;
    private volatile CallPlacer placer;
    private volatile boolean running;

    /**
     * Makes a bridge that is not started yet.
     *
     * @param sink takes the events; called on threads of the bridge, for one conference on one at a time
     */
    public EmbeddedBridge(EmbeddedBridgeConfig config, BridgeEventSink sink) {
        this(config, sink, KeptLegs.NONE);
    }

    /** @param keptLegs where legs are written down, so that {@link #takeUp} finds them in the next run */
    public EmbeddedBridge(EmbeddedBridgeConfig config, BridgeEventSink sink, KeptLegs keptLegs) {
        this.config = config;
        this.sink = sink;
        this.keptLegs = keptLegs;
        this.paths = new DialPaths(config);
        this.lobby = new Lobby(this, System::nanoTime);
    }

    /**
     * Opens the SIP listeners and starts mixing. May be called again after it has failed.
     *
     * @throws io.bridgehead.sip.transport.ListenException if a SIP port cannot be bound; names it
     */
    public synchronized void start() {
        sipExecutor = Executors.newFixedThreadPool(SIP_THREADS, threads("bridgehead-bridge-sip"));
        SipStackBuilder builder = SipStack.builder().clientTls(config.clientTls());
        for (Listener listener : config.listeners()) {
            builder.listen(listener);
        }
        node = new SipNode(builder, sipExecutor, new DnsServerLocator(config.servers()));
        calls = new Calls(node, config.sessionTimers());
        try {
            node.start();
        } catch (RuntimeException e) {
            closeSip();
            throw e;
        }
        start(new RedirectingPlacer(new SipCallPlacer(calls, config.identity().user()), paths::redirection));
    }

    /** Lets people call the bridge from now on; it has been started. */
    public synchronized void takeCalls(DialInSettings settings) {
        frontDoor = new FrontDoor(node, calls, config, settings, lobby);
    }

    /** Starts with another way to place calls. */
    synchronized void start(CallPlacer way) {
        placer = way;
        audio = new AudioServer(config.media());
        timer.scheduleWithFixedDelay(this::forgetOld, 1, 1, TimeUnit.MINUTES);
        running = true;
        LOG.infof("The embedded bridge calls as %s and mixes on %s", config.identity(), config.media().bindAddress());
    }

    /**
     * Carries a command out, as far as that goes without waiting; the rest is told by events. An address that cannot be
     * called is no exception but a {@code refused} event with its cause.
     *
     * @return the answer to {@link BridgeCommand.ListLegs}, null if that cannot be told just now; otherwise null
     * @throws BridgeUnavailableException if the bridge is not running; nothing was done then
     */
    public BridgeLegs execute(BridgeCommand command) {
        if (!running) {
            throw new BridgeUnavailableException();
        }
        if (command instanceof BridgeCommand.ListLegs) {
            return list(command.conferenceId());
        }
        BridgeConference conference = conference(command.conferenceId());
        if (command instanceof BridgeCommand.Dial dial) {
            conference.dial(dial);
        } else if (command instanceof BridgeCommand.HangUp hangUp) {
            conference.hangUp(hangUp);
        } else if (command instanceof BridgeCommand.Steer steer) {
            conference.steer(steer);
        } else if (command instanceof BridgeCommand.Admit admit) {
            lobby.admit(admit);
        } else if (command instanceof BridgeCommand.Join join) {
            conference.join(join);
        } else if (command instanceof BridgeCommand.TurnAway turnAway) {
            lobby.turnAway(turnAway);
        } else if (command instanceof BridgeCommand.End) {
            lobby.close(command.conferenceId());
            conference.end();
        }
        return null;
    }

    /** After what has happened was told, so that no end is taken for a loss. */
    private BridgeLegs list(String conferenceId) {
        BridgeConference conference = conferences.get(conferenceId);
        if (conference == null) {
            return new BridgeLegs(conferenceId, List.of());
        }
        waitFor(LAST_EVENTS, conference::isTold);
        return conference.isTold() ? conference.live() : null;
    }

    /** The conference of that name, made if there is none yet. */
    BridgeConference conference(String conferenceId) {
        return conferences.compute(conferenceId, (id, known) -> {
            BridgeConference found = known != null ? known
                    : new BridgeConference(id, this, new EventQueue(sink, events, this::taken));
            found.touch();
            return found;
        });
    }

    private void taken(BridgeEvent event) {
        if (event.kind() == BridgeEventKind.LEFT || event.kind() == BridgeEventKind.REFUSED) {
            keptLegs.forget(event.leg());
        }
    }

    /**
     * Takes up the calls that an earlier run of the process had when it was killed: answered ones go on, ringing ones go on
     * ringing, and what had not been told of the others is told. To be called once, before the first command.
     */
    public void takeUp() {
        List<KeptLeg> legs = keptLegs.all();
        legs.forEach(leg -> conference(leg.leg().conferenceId()).takeUp(leg));
        if (!legs.isEmpty()) {
            LOG.infof("Took up %d calls of the run before", legs.size());
        }
    }

    /** Whether it runs and could take another call. */
    public boolean isAvailable() {
        AudioServer server = audio;
        return running && server != null && server.freePorts() > 0;
    }

    /** Calls that are not over. */
    public int liveLegs() {
        return conferences.values().stream().mapToInt(BridgeConference::liveLegs).sum();
    }

    /** Beats of 20 ms the mixer has skipped for want of processor time; should stay 0. */
    public long skippedBeats() {
        AudioServer server = audio;
        return server == null ? 0 : server.skippedBeats();
    }

    /** The port its SIP stack really listens on. */
    public synchronized int sipPort(SipTransport transport) {
        return node.stack().boundPort(transport);
    }

    /** Hangs every call up, waits for the telephones within the hang-up limit and for the last events, and stops. */
    @Override
    public synchronized void close() {
        boolean wasRunning = running;
        running = false;
        if (wasRunning) {
            if (frontDoor != null) {
                frontDoor.close();
            }
            lobby.close();
            conferences.values().forEach(BridgeConference::abandon);
            waitFor(config.hangUpTimeout().plusMillis(500), () -> liveLegs() == 0);
            waitFor(LAST_EVENTS, () -> conferences.values().stream().allMatch(BridgeConference::isTold));
        }
        timer.shutdownNow();
        events.shutdownNow();
        closeSip();
        if (audio != null) {
            audio.close();
        }
    }

    private void closeSip() {
        if (node != null) {
            node.close();
            sipExecutor.shutdownNow();
            node = null;
        }
    }

    private static void waitFor(Duration limit, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetOld() {
        for (String id : conferences.keySet()) {
            conferences.computeIfPresent(id, (key, conference) -> conference.isForgettable(REMEMBERED) ? null : conference);
        }
    }

    // What conferences need of us

    EmbeddedBridgeConfig config() {
        return config;
    }

    KeptLegs keptLegs() {
        return keptLegs;
    }

    DialPaths paths() {
        return paths;
    }

    Lobby lobby() {
        return lobby;
    }

    CallPlacer placer() {
        return placer;
    }

    AudioRoom openRoom() {
        return audio.openRoom();
    }

    /** Runs an action on the timer thread; it must not block. */
    Future<?> later(Duration delay, Runnable action) {
        Runnable guarded = () -> {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.error("A timed action of the bridge has failed", e);
            }
        };
        try {
            return timer.schedule(guarded, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null); // closed: nothing is left to be done in time
        }
    }

    private static ScheduledThreadPoolExecutor scheduler(String name, int size) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(size, threads(name));
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }
}
