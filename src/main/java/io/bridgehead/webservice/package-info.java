/**
 * The two web services and the calls between them: endpoints, who may call, and the mapping between the WSDLs' types and the
 * conference core. The order of the steps is in {@code routes/30}, {@code 40}, {@code 70} and {@code 80}.
 */
package io.bridgehead.webservice;
