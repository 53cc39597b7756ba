// Replies and streams: the outside of a connection.
#include "http/reply.h"

#include "http/session.h"

namespace minhbach::http {

Reply::~Reply() {
  if (session_) session_->answer(text_response(500, "no answer\n"));
}

void Reply::send(Response response) && {
  const std::shared_ptr<Session> session = std::move(session_);
  if (session) session->answer(std::move(response));
}

void send_together(std::vector<Answered> answers) {
  std::vector<std::pair<std::shared_ptr<Session>, Response>> all;
  all.reserve(answers.size());
  for (Answered& each : answers) {
    if (each.reply.session_)
      all.emplace_back(std::move(each.reply.session_), std::move(each.response));
  }
  Session::answer_together(std::move(all));
}

EventStream Reply::stream() && {
  const std::shared_ptr<Session> session = std::move(session_);
  session->open_stream();
  return EventStream(session);
}

void EventStream::send(std::string_view event, std::string_view data) {
  std::string text = "event: " + std::string(event) + "\n";
  for (std::size_t from = 0;;) {
    // A lone carriage return ends a line there, too: the rest would be read as another field.
    const std::size_t end = data.find_first_of("\r\n", from);
    text += "data: " + std::string(data.substr(from, end - from)) + "\n";
    if (end == std::string_view::npos) break;
    from = end + (data.substr(end, 2) == "\r\n" ? 2 : 1);
  }
  session_->send_event(text + "\n");
}

void EventStream::close() { session_->end_stream(); }

bool EventStream::is_open() const { return session_->is_open(); }

}  // namespace minhbach::http
