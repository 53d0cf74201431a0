/* The bare price of packets: what any bridge on this machine pays that reads and sends each packet by itself. src/bench/run mixing.
 *
 *   reflector COUNT FIRST_PORT
 *
 * Sockets 127.0.0.1:FIRST_PORT+2*i. Every 20 ms each that has a packet is read once, and sends back what came last to whom it came from.
 * Ends when standard input does.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

int main(int arguments, char **argument) {
  int count = arguments == 3 ? atoi(argument[1]) : 0;
  if (count < 1) {
    fprintf(stderr, "Usage: reflector COUNT FIRST_PORT\n");
    return 2;
  }
  struct rlimit files = { 16384, 16384 };
  setrlimit(RLIMIT_NOFILE, &files);
  struct { int socket, connected, length; char packet[1600]; } *peer = calloc(count, sizeof *peer);
  int events = epoll_create1(0);
  for (int i = 0; i < count; i++) {
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(atoi(argument[2]) + 2 * i), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    peer[i].socket = socket(AF_INET, SOCK_DGRAM, 0);
    if (bind(peer[i].socket, (struct sockaddr *)&here, sizeof here)) {
      perror("bind");
      return 1;
    }
    epoll_ctl(events, EPOLL_CTL_ADD, peer[i].socket, &(struct epoll_event){ .events = EPOLLIN, .data.u32 = i });
  }
  fcntl(0, F_SETFL, O_NONBLOCK);
  puts("ready");
  fflush(stdout);
  struct timespec beat;
  clock_gettime(CLOCK_MONOTONIC, &beat);
  for (char end; read(0, &end, 1) != 0;) {
    if ((beat.tv_nsec += 20000000) >= 1000000000) {
      beat.tv_nsec -= 1000000000;
      beat.tv_sec++;
    }
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &beat, NULL);
    static struct epoll_event ready[4096];
    int n = epoll_wait(events, ready, 4096, 0);
    for (int k = 0; k < n; k++) {
      int i = ready[k].data.u32;
      struct sockaddr_in from;
      socklen_t size = sizeof from;
      ssize_t got = recvfrom(peer[i].socket, peer[i].packet, sizeof peer[i].packet, MSG_DONTWAIT, (struct sockaddr *)&from, &size);
      if (got <= 0) continue;
      if (!peer[i].connected) peer[i].connected = connect(peer[i].socket, (struct sockaddr *)&from, size) == 0;
      peer[i].length = got;
    }
    for (int i = 0; i < count; i++) {
      if (peer[i].length > 0 && send(peer[i].socket, peer[i].packet, peer[i].length, MSG_DONTWAIT) < 0) perror("send");
      peer[i].length = 0;
    }
  }
  return 0;
}
