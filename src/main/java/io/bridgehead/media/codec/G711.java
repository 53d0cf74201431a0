package io.bridgehead.media.codec;

/**
 * The two laws of ITU-T G.711: eight bits a sample, 8000 samples a second. Linear samples are 16 bits, signed. Everything is
 * a table look-up; the tables are built once when the class is loaded and take 25 kB together.
 */
public enum G711 {

    /** µ-law, payload type 0, North America and Japan. */
    PCMU(0, (byte) 0xFF, 2) {
        @Override
        int expand(int code) {
            int bits = ~code & 0xFF;
            int magnitude = ((((bits & 0x0F) << 3) + 0x84) << ((bits & 0x70) >> 4)) - 0x84;
            return (bits & 0x80) != 0 ? -magnitude : magnitude;
        }

        @Override
        int compress(int value) {
            int magnitude = Math.min(Math.abs(value), 8158) + 33;
            int segment = segment(magnitude, 0x3F);
            return (segment << 4 | (magnitude >> (segment + 1) & 0x0F)) ^ (value < 0 ? 0x7F : 0xFF);
        }
    },

    /** A-law, payload type 8, the rest of the world. */
    PCMA(8, (byte) 0xD5, 3) {
        @Override
        int expand(int code) {
            int bits = code ^ 0x55;
            int segment = (bits & 0x70) >> 4;
            int mantissa = (bits & 0x0F) << 4;
            int magnitude = segment == 0 ? mantissa + 8 : (mantissa + 0x108) << (segment - 1);
            return (bits & 0x80) != 0 ? magnitude : -magnitude;
        }

        @Override
        int compress(int value) {
            int magnitude = value < 0 ? -value - 1 : value;
            int segment = segment(magnitude, 0x1F);
            return (segment << 4 | (magnitude >> Math.max(1, segment) & 0x0F)) ^ (value < 0 ? 0x55 : 0xD5);
        }
    };

    /** Samples a second of both laws. */
    public static final int SAMPLE_RATE = 8000;

    private final int payloadType;
    private final byte silence;
    private final int shift;
    private final short[] linear = new short[256];
    private final byte[] codes;

    G711(int payloadType, byte silence, int shift) {
        this.payloadType = payloadType;
        this.silence = silence;
        this.shift = shift;
        for (int code = 0; code < linear.length; code++) {
            linear[code] = (short) expand(code);
        }
        this.codes = new byte[1 << (16 - shift)];
        for (int value = Short.MIN_VALUE >> shift; value <= Short.MAX_VALUE >> shift; value++) {
            codes[value & (codes.length - 1)] = (byte) compress(value);
        }
    }

    abstract int expand(int code);

    /** The code of a linear value that was shifted right by {@link #shift}. */
    abstract int compress(int value);

    /**
     * The segment of a magnitude, counted from the one that ends at {@code firstEnd}; each is twice as long as the one before.
     */
    private static int segment(int magnitude, int firstEnd) {
        int segment = 0;
        for (int end = firstEnd; magnitude > end && segment < 7; end = end << 1 | 1) {
            segment++;
        }
        return segment;
    }

    /** The static payload type of RFC 3551, table 4. */
    public int payloadType() {
        return payloadType;
    }

    /** The code of the linear value zero. */
    public byte silence() {
        return silence;
    }

    /** The linear sample of a code, -32256..32256; never {@link Short#MIN_VALUE}. */
    public short decode(byte code) {
        return linear[code & 0xFF];
    }

    /** The code of a linear sample. */
    public byte encode(short sample) {
        return codes[(sample & 0xFFFF) >> shift];
    }

    /** Encodes the first {@code length} samples into {@code out}. */
    public void encode(short[] samples, byte[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = codes[(samples[i] & 0xFFFF) >> shift];
        }
    }

    /** The law of that encoding name, ignoring case, or {@code null} if it is another encoding. */
    public static G711 named(String encodingName) {
        for (G711 law : values()) {
            if (law.name().equalsIgnoreCase(encodingName)) {
                return law;
            }
        }
        return null;
    }
}
