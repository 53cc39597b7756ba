// The contract of a store, held against each of them.
#include "feedback/store.h"

#include "store_subject.h"

using namespace minhbach;
using namespace minhbach::feedback;

TEST_CASE("what is put is there, every letter of it") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const Submission one = vote('a');
  CHECK(*subject.store->put({&one, 1}) == Fates{Fate::stored});
  const auto found = subject.store->find(one.receipt);
  REQUIRE(found);
  REQUIRE(*found);
  const Submission& kept = (*found)->submission;
  CHECK(kept.portal == "mau");
  CHECK(kept.form == "huu_ich");
  CHECK(kept.group == "thu_tuc");
  CHECK(kept.page == "/thu-tuc/");
  CHECK(kept.language == "vi");
  CHECK(kept.day == "2026-11-21");
  REQUIRE(kept.answers.size() == 2);
  CHECK(kept.answers[1].text == one.answers[1].text);
  CHECK((*found)->state == State::received);
  CHECK_FALSE(*subject.store->find(std::string(10, 'z')));
}

TEST_CASE("the same receipt again is one submission, in one batch and in two") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const std::vector<Submission> batch{vote('a'), vote('b'), vote('a')};
  CHECK(*subject.store->put(batch) == Fates{Fate::stored, Fate::stored, Fate::repeated});
  CHECK(*subject.store->put(batch) == Fates(3, Fate::repeated));
  CHECK(subject.all().size() == 2);
}

TEST_CASE("a row that cannot be stored does not stop its neighbours") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('b'), vote('c')};
  batch[1].receipt = "short";
  CHECK(*subject.store->put(batch) == Fates{Fate::stored, Fate::refused, Fate::stored});
  CHECK(subject.all().size() == 2);
}

TEST_CASE("submissions are selected by portal, form, days, and apart when suspicious") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('e', "2026-01-02"), vote('b', "2026-01-01"), vote('c'),
                                vote('d'), vote('a', "2026-01-02")};
  batch[2].portal = "khac";
  batch[3].form = "cau_hoi";
  batch[3].suspicion = "trung_lap";
  REQUIRE(subject.store->put(batch));
  const auto receipts = [&](const Selection& which) {
    std::string out;
    for (const Stored& one : subject.all(which)) out += one.submission.receipt[0];
    return out;
  };
  CHECK(receipts({"mau", "", "", "", false}) == "bae");
  CHECK(receipts({"", "huu_ich", "2026-01-02", "2026-06-30", false}) == "ae");
  CHECK(receipts({"", "", "", "", true}) == "d");
  CHECK(subject.all({"", "", "", "", true})[0].submission.suspicion == "trung_lap");
}

TEST_CASE("a submission's state and link can be set") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  const Submission one = vote('a');
  REQUIRE(subject.store->put({&one, 1}));
  CHECK(*subject.store->set_state(one.receipt, State::answered, "/hoi-dap/x/"));
  CHECK_FALSE(*subject.store->set_state(std::string(10, 'z'), State::answered, ""));
  const auto found = subject.store->find(one.receipt);
  CHECK((*found)->state == State::answered);
  CHECK((*found)->link == "/hoi-dap/x/");
  CHECK(subject.store->check());
}

TEST_CASE("purging removes what its caller says, and counts by portal and form") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a', "2025-01-01"), vote('b', "2026-01-01"),
                                vote('c', "2025-01-01"), vote('d', "2025-01-02")};
  batch[2].portal = "khac";
  REQUIRE(subject.store->put(batch));
  const auto done = subject.store->purge([](auto portal, auto form, auto day) {
    return portal == "mau" && form == "huu_ich" && day < "2026-01-01";
  });
  REQUIRE(done);
  CHECK(*done == Purged{{{"mau", "huu_ich"}, 2}});
  CHECK(subject.all().size() == 2);
}

TEST_CASE(
    "one receipt with other answers is told apart, also within a batch, and keeps the first") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('a'), vote('a'), vote('b')};
  batch[2].answers[1].text = "Khác";
  const auto fates = subject.store->put(batch);
  REQUIRE(fates);
  CHECK(*fates == Fates{Fate::stored, Fate::repeated, Fate::changed, Fate::stored});
  batch[3].answers.pop_back();
  const auto again = subject.store->put(batch);
  REQUIRE(again);
  CHECK(*again == Fates{Fate::repeated, Fate::repeated, Fate::changed, Fate::changed});
  const auto found = subject.store->find(batch[0].receipt);
  REQUIRE(found);
  CHECK((*found)->submission.answers[1].text == batch[0].answers[1].text);
}

TEST_CASE(
    "what is released keeps the state that somebody has set, and opens what its refusal closed") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('b'), vote('c')};
  for (Submission& each : batch) each.suspicion = "trung_lap";
  REQUIRE(subject.store->put(batch));
  const auto state_of = [&](int i) {
    const auto found = subject.store->find(batch[static_cast<std::size_t>(i)].receipt);
    return (*found)->state;
  };
  REQUIRE(*subject.store->set_state(batch[0].receipt, State::answered, "/hoi-dap/x/"));
  CHECK(*subject.store->judge(batch[0].receipt, "", State::received));
  CHECK(state_of(0) == State::answered);
  REQUIRE(*subject.store->judge(batch[1].receipt, refused_mark, State::closed));
  CHECK(state_of(1) == State::closed);
  CHECK(*subject.store->judge(batch[1].receipt, "", State::received));
  CHECK(state_of(1) == State::received);
  REQUIRE(*subject.store->judge(batch[2].receipt, refused_mark, State::closed));
  REQUIRE(*subject.store->set_state(batch[2].receipt, State::in_progress, ""));
  CHECK(*subject.store->judge(batch[2].receipt, "", State::received));
  CHECK(state_of(2) == State::in_progress);
  CHECK(subject.all().size() == 3);
}

TEST_CASE("what is kept apart is released or refused; what is not kept apart is left alone") {
  Subject subject;
  if (!subject.make(GENERATE("sqlite", "postgres"))) return;
  std::vector<Submission> batch{vote('a'), vote('b'), vote('c')};
  batch[0].suspicion = batch[1].suspicion = "trung_lap";
  REQUIRE(subject.store->put(batch));
  CHECK(*subject.store->judge(batch[0].receipt, "", State::received));
  CHECK(*subject.store->judge(batch[1].receipt, "tu_choi", State::closed));
  CHECK_FALSE(*subject.store->judge(batch[2].receipt, "tu_choi", State::closed));
  CHECK_FALSE(*subject.store->judge(batch[0].receipt, "tu_choi", State::closed));
  CHECK(subject.all().size() == 2);
  Selection apart;
  apart.suspicious = true;
  const auto refused = subject.all(apart);
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].submission.suspicion == "tu_choi");
  CHECK(refused[0].state == State::closed);
}

TEST_CASE("answers are packed and unpacked") {
  const std::vector<forms::Answer> answers{{"a", "x\"\\\n"}, {"a", ""}, {"b.c", "đ"}};
  const auto back = unpack_answers(pack_answers(answers));
  REQUIRE(back);
  REQUIRE(back->size() == 3);
  CHECK((*back)[0].text == answers[0].text);
  CHECK_FALSE(unpack_answers("{}"));
  CHECK_FALSE(unpack_answers("[[1]]"));
}
