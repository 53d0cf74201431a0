package io.bridgehead.bench;

/** As much of SIP's syntax as the load generator needs: long header names, as the product writes them, one header a line. */
final class Wire {

    private Wire() {
    }

    static boolean isResponse(String message) {
        return message.startsWith("SIP/2.0 ");
    }

    static int status(String response) {
        return Integer.parseInt(response.substring(8, 11));
    }

    static String method(String request) {
        return request.substring(0, request.indexOf(' '));
    }

    static String requestUri(String request) {
        int start = request.indexOf(' ') + 1;
        return request.substring(start, request.indexOf(' ', start));
    }

    /** The first header of a name; empty if there is none. */
    static String header(String message, String name) {
        String line = "\r\n" + name + ": ";
        int start = message.indexOf(line);
        return start < 0 ? "" : message.substring(start + line.length(), message.indexOf("\r\n", start + 2));
    }

    static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n") + 4);
    }

    /** A response with the headers that RFC 3261 §8.2.6 wants copied. */
    static String response(String request, String status, String more, String body) {
        StringBuilder response = new StringBuilder(512).append("SIP/2.0 ").append(status).append("\r\n");
        for (int via = request.indexOf("\r\nVia: "); via >= 0; via = request.indexOf("\r\nVia: ", via + 2)) {
            response.append(request, via + 2, request.indexOf("\r\n", via + 2) + 2);
        }
        for (int route = request.indexOf("\r\nRecord-Route: "); route >= 0; route = request.indexOf("\r\nRecord-Route: ",
                route + 2)) {
            response.append(request, route + 2, request.indexOf("\r\n", route + 2) + 2);
        }
        String to = header(request, "To");
        return response.append("From: ").append(header(request, "From")).append("\r\nTo: ").append(to)
                .append(to.contains(";tag=") ? "" : ";tag=bench").append("\r\nCall-ID: ").append(header(request, "Call-ID"))
                .append("\r\nCSeq: ").append(header(request, "CSeq")).append("\r\n").append(more).append("Content-Length: ")
                .append(body.length()).append("\r\n\r\n").append(body).toString();
    }
}
