package io.bridgehead.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.bridgehead.bridge.http.EventMarks.Mark;
import io.bridgehead.test.Threat;

class SqlEventMarksTest {

    @DatabaseTest
    @Threat(25)
    void readsBackWhatWasNotedLastOfEachBridge(TestDatabase test) {
        Database database = test.open();
        SqlEventMarks marks = new SqlEventMarks(database);
        assertThat(marks.find("acme")).isEmpty();

        marks.note("acme", new Mark("e1", 17));
        marks.note("other", new Mark("", 3));
        marks.note("acme", new Mark("e2", 1));
        database.write(session -> null).join();

        SqlEventMarks later = new SqlEventMarks(test.open());
        assertThat(later.find("acme")).contains(new Mark("e2", 1));
        assertThat(later.find("other")).contains(new Mark("", 3));
    }
}
