/* The audio of many telephones, to load a conference bridge and to measure it: src/bench/run mixing.
 *
 *   telephones COUNT PER_CONFERENCE FIRST_PORT
 *
 * Telephone i has the UDP socket 127.0.0.1:FIRST_PORT+2*i, sends 50 packets of G.711 µ-law a second, and belongs to conference i / PER_CONFERENCE.
 * Commands come on standard input, one a line:
 *   to I IP PORT               where telephone I sends; it sends from now on
 *   measure TALKERS SECONDS    the first TALKERS telephones of each conference send a tone of their own, the others silence; after
 *                              two seconds prints "begin", after SECONDS more "end" and a line of figures as name=value
 * Signalling is somebody else's business. The arrival of a packet is timed by the kernel, so that reading it late spoils nothing.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define RATE 8000
#define FRAME 160
#define BEAT_MS 20
#define TONES 12
#define BINS 4000 /* of 0.1 ms; the last one has all that is longer */

struct telephone {
  int socket, sending, slot;
  uint16_t sequence, heard_sequence;
  uint32_t timestamp, source;
  int64_t heard_at;
  long received, missing;
  uint8_t heard[RATE]; /* the last second */
  int heard_to;
};

/* Hz; no multiples of one another. Neighbouring conferences use them in another order, so that a voice in the wrong room is found. */
static const int tones[TONES] = { 440, 547, 661, 787, 911, 1031, 1151, 1283, 1409, 1531, 1657, 1787 };
static uint8_t tone[TONES][RATE], silence[RATE];
static int16_t linear[256];
static struct telephone *telephones;
static int count, per_conference, talkers, measuring, events;
static long interval[BINS], sent_late[BINS];
static double longest;

static void fail(const char *what) {
  perror(what);
  exit(1);
}

static int64_t nanos(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* G.711 µ-law. */
static int16_t decode(uint8_t code) {
  code = ~code;
  int magnitude = ((((code & 15) << 3) + 132) << (code >> 4 & 7)) - 132;
  return code & 128 ? -magnitude : magnitude;
}

static uint8_t encode(int sample) {
  int best = 0, distance = 1 << 20;
  for (int code = 0; code < 256; code++) {
    int d = abs(linear[code] - sample);
    if (d < distance) {
      distance = d;
      best = code;
    }
  }
  return best;
}

static void make_sounds(void) {
  for (int code = 0; code < 256; code++) linear[code] = decode(code);
  for (int t = 0; t < TONES; t++)
    for (int i = 0; i < RATE; i++) tone[t][i] = encode(2000 * sin(2 * M_PI * tones[t] * i / RATE));
  for (int i = 0; i < RATE; i++) silence[i] = i & 1 ? 0x7F : 0xFF;
}

/* Which tone a telephone sends when it talks. */
static int tone_of(int conference, int member) {
  return (member + 5 * conference) % TONES;
}

static int members(int conference) {
  int rest = count - conference * per_conference;
  return rest < per_conference ? rest : per_conference;
}

static void send_packet(int number) {
  struct telephone *t = &telephones[number];
  int member = number % per_conference;
  const uint8_t *sound = member < talkers ? tone[tone_of(number / per_conference, member)] : silence;
  uint8_t packet[12 + FRAME] = { 0x80, 0, t->sequence >> 8, t->sequence };
  uint32_t timestamp = htonl(t->timestamp), source = htonl(t->source);
  memcpy(packet + 4, &timestamp, 4);
  memcpy(packet + 8, &source, 4);
  memcpy(packet + 12, sound + t->timestamp % RATE, FRAME);
  if (send(t->socket, packet, sizeof packet, MSG_DONTWAIT) < 0) { /* the bridge is not there yet, or no longer */ }
  t->sequence++;
  t->timestamp += FRAME;
}

static void receive_packet(int number) {
  struct telephone *t = &telephones[number];
  uint8_t packet[1600];
  char control[128];
  struct iovec part = { packet, sizeof packet };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
  ssize_t length = recvmsg(t->socket, &message, MSG_DONTWAIT);
  if (length != 12 + FRAME || (packet[1] & 127) != 0) return;
  struct timespec arrival = { 0 };
  for (struct cmsghdr *c = CMSG_FIRSTHDR(&message); c; c = CMSG_NXTHDR(&message, c))
    if (c->cmsg_type == SO_TIMESTAMPNS) memcpy(&arrival, CMSG_DATA(c), sizeof arrival);
  int64_t at = arrival.tv_sec * 1000000000LL + arrival.tv_nsec;
  uint16_t sequence = packet[2] << 8 | packet[3], step = sequence - t->heard_sequence;
  if (measuring) {
    double milliseconds = (at - t->heard_at) / 1e6;
    int bin = milliseconds * 10;
    interval[bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin]++;
    if (milliseconds > longest) longest = milliseconds;
    if (step != 1) t->missing += step < 1000 ? step - 1 : 1;
    t->received++;
  }
  t->heard_at = at;
  t->heard_sequence = sequence;
  for (int i = 0; i < FRAME; i++) t->heard[(t->heard_to + i) % RATE] = packet[12 + i];
  t->heard_to = (t->heard_to + FRAME) % RATE;
}

/* The amplitude of a tone in the last second that was heard (Goertzel); the second begins and ends with a packet. */
static double amplitude(const struct telephone *t, int hertz) {
  double factor = 2 * cos(2 * M_PI * hertz / RATE), last = 0, before = 0;
  for (int i = 0; i < RATE; i++) {
    double now = linear[t->heard[(t->heard_to + i) % RATE]] + factor * last - before;
    before = last;
    last = now;
  }
  return 2 * sqrt(fmax(0, last * last + before * before - factor * last * before)) / RATE;
}

/* Whether a telephone hears exactly the tones of the others that talk in its conference. Where more talk than there are tones, or
 * so many that their sum is cut, it is only known that it hears something. */
static int hears_right(int number) {
  int conference = number / per_conference, talking = talkers < members(conference) ? talkers : members(conference);
  int wanted[TONES] = { 0 };
  if (talking > TONES) return amplitude(&telephones[number], tones[0]) > 200 || amplitude(&telephones[number], tones[6]) > 200;
  for (int m = 0; m < talking; m++)
    if (m != number % per_conference) wanted[tone_of(conference, m)] = 1;
  for (int i = 0; i < TONES; i++)
    if ((amplitude(&telephones[number], tones[i]) > 700) != wanted[i]) return 0;
  return 1;
}

static double percentile(const long *histogram, double share) {
  long all = 0, sum = 0;
  for (int i = 0; i < BINS; i++) all += histogram[i];
  for (int i = 0; i < BINS; i++)
    if ((sum += histogram[i]) >= all * share && all > 0) return (i + 1) / 10.0;
  return 0;
}

/* One turn a millisecond: sends what is due, reads what has come. */
static int64_t first, turn;
static void do_turn(void) {
  int64_t due = first + (turn + 1) * 1000000LL;
  struct timespec wake = { due / 1000000000LL, due % 1000000000LL };
  clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, NULL);
  for (; due <= nanos(); due += 1000000LL) {
    turn++;
    for (int i = 0; i < count; i++) {
      if (telephones[i].slot != turn % BEAT_MS || !telephones[i].sending) continue;
      send_packet(i);
      if (measuring) {
        int64_t late = (nanos() - due) / 100000;
        sent_late[late >= BINS ? BINS - 1 : late]++;
      }
    }
  }
  static struct epoll_event ready[4096];
  int n = epoll_wait(events, ready, 4096, 0);
  for (int i = 0; i < n; i++) receive_packet(ready[i].data.u32);
}

static void run_for(double seconds) {
  for (int64_t end = turn + (int64_t)(seconds * 1000); turn < end;) do_turn();
}

static double own_cpu(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static int by_size(const void *a, const void *b) {
  long x = *(const long *)a, y = *(const long *)b;
  return x < y ? -1 : x > y;
}

static void measure(int how_many_talk, double seconds) {
  talkers = how_many_talk;
  run_for(2);
  memset(interval, 0, sizeof interval);
  memset(sent_late, 0, sizeof sent_late);
  longest = 0;
  for (int i = 0; i < count; i++) telephones[i].received = telephones[i].missing = 0;
  puts("begin");
  double cpu = own_cpu();
  int64_t began = nanos();
  measuring = 1;
  run_for(seconds);
  measuring = 0;
  double took = (nanos() - began) / 1e9;
  cpu = own_cpu() - cpu;
  puts("end");
  long received[count], missing = 0;
  int right = 0;
  for (int i = 0; i < count; i++) {
    received[i] = telephones[i].received;
    missing += telephones[i].missing;
    right += hears_right(i);
  }
  qsort(received, count, sizeof *received, by_size);
  printf("seconds=%.3f lowest=%.2f median=%.2f highest=%.2f missing=%ld right=%d p50=%.1f p99=%.1f p999=%.1f longest=%.1f sent_late_p99=%.1f cpu=%.3f\n",
         took, received[0] / took, received[count / 2] / took, received[count - 1] / took, missing, right, percentile(interval, .5),
         percentile(interval, .99), percentile(interval, .999), longest, percentile(sent_late, .99), cpu);
}

static void obey(char *line) {
  int number, port, talking;
  double seconds;
  char ip[64];
  if (sscanf(line, "to %d %63s %d", &number, ip, &port) == 3 && number >= 0 && number < count) {
    struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons(port) };
    inet_pton(AF_INET, ip, &to.sin_addr);
    if (connect(telephones[number].socket, (struct sockaddr *)&to, sizeof to)) fail("connect");
    telephones[number].sending = 1;
  } else if (sscanf(line, "measure %d %lf", &talking, &seconds) == 2) {
    measure(talking, seconds);
  } else {
    fprintf(stderr, "Not understood: %s\n", line);
    exit(2);
  }
}

int main(int arguments, char **argument) {
  if (arguments != 4 || (count = atoi(argument[1])) < 1 || (per_conference = atoi(argument[2])) < 1) {
    fprintf(stderr, "Usage: telephones COUNT PER_CONFERENCE FIRST_PORT\n");
    return 2;
  }
  struct rlimit files = { 16384, 16384 };
  setrlimit(RLIMIT_NOFILE, &files);
  setpriority(PRIO_PROCESS, 0, -10); /* telephones have a processor of their own; without the right to it, as well as it goes */
  setvbuf(stdout, NULL, _IOLBF, 0);
  make_sounds();
  telephones = calloc(count, sizeof *telephones);
  events = epoll_create1(0);
  srandom(1);
  for (int i = 0; i < count; i++) {
    struct telephone *t = &telephones[i];
    struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons(atoi(argument[3]) + 2 * i), .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int on = 1;
    t->socket = socket(AF_INET, SOCK_DGRAM, 0);
    if (t->socket < 0 || bind(t->socket, (struct sockaddr *)&here, sizeof here)) fail("bind");
    setsockopt(t->socket, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    epoll_ctl(events, EPOLL_CTL_ADD, t->socket, &(struct epoll_event){ .events = EPOLLIN, .data.u32 = i });
    t->slot = random() % BEAT_MS; /* neighbours do not send in one clump */
    t->sequence = random();
    t->timestamp = random() / FRAME * FRAME;
    t->source = random();
    memset(t->heard, 0xFF, sizeof t->heard);
  }
  fcntl(0, F_SETFL, O_NONBLOCK);
  first = nanos();
  puts("ready");
  char line[256];
  int length = 0;
  for (;;) {
    do_turn();
    char c;
    ssize_t got;
    while ((got = read(0, &c, 1)) == 1) {
      if (c != '\n' && length < (int)sizeof line - 1) {
        line[length++] = c;
        continue;
      }
      line[length] = 0;
      length = 0;
      obey(line);
    }
    if (got == 0) return 0;
  }
}
