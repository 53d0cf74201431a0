package io.bridgehead.conference;

/** One bridge for everybody, which can be switched off. */
final class OneBridge implements BridgeSelection {

    private boolean up = true;

    void goDown() {
        up = false;
    }

    @Override
    public BridgeChoice choose(String user, String account) {
        if (account != null) {
            throw new UnknownAccountException();
        }
        return ConferenceFixture.BRIDGE;
    }

    @Override
    public boolean available(String bridge) {
        return up;
    }
}
