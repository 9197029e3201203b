#include "ui/desk/words.hpp"

#include "ui/app/needs.hpp"

#include <algorithm>

namespace desk {

using app::tr;

std::string service_name(const lobby::Branch& branch, std::string_view service) {
  const lobby::Service* found = branch.service(service);
  return found ? tr(found->name) : std::string(service);
}

std::string need_text(lobby::Need need) {
  return need == lobby::Need::none ? std::string() : tr("desk.need." + app::need_key(need));
}

std::string agreed_text(const lobby::Day& day, std::string_view counter, lobby::Time now) {
  std::string times;
  for (const lobby::Shift& one : day.planned)
    if (one.counter == counter && now < lobby::at(day.date, one.until, day.utc_offset_minutes))
      times += (times.empty() ? "" : tr("desk.and")) + app::from_to_text(one);
  return times.empty() ? times : tr("desk.agreed", {{"times", times}});
}

std::string segment_text(lobby::Segment segment) {
  switch (segment) {
  case lobby::Segment::ordinary:
    return {};
  case lobby::Segment::vip:
    return tr("desk.segment.vip");
  case lobby::Segment::business:
    return tr("desk.segment.business");
  }
  return {};
}

std::string minutes_text(lobby::Duration length) {
  const lobby::Duration whole = std::max<lobby::Duration>(0, length) / lobby::minute;
  return whole == 0 ? tr("desk.under_a_minute") : tr("desk.minutes", {{"n", std::to_string(whole)}});
}

std::string stopwatch_text(lobby::Duration length) {
  const lobby::Duration seconds = std::max<lobby::Duration>(0, length) / lobby::second;
  const std::string rest = std::to_string(seconds % 60);
  return std::to_string(seconds / 60) + ":" + (rest.size() < 2 ? "0" + rest : rest);
}

bool has_badges(const lobby::Ticket& ticket) {
  return ticket.need != lobby::Need::none || ticket.segment != lobby::Segment::ordinary || ticket.slot >= 0;
}

namespace {

std::string appointment_text(const lobby::Ticket& ticket) {
  return tr("desk.appointment_at", {{"time", app::minute_text(ticket.slot)}});
}

} // namespace

void draw_badges(const lobby::Ticket& ticket) {
  if (!has_badges(ticket)) return;
  kit::Row row({0}, false, kit::Gap::small, kit::Align::center);
  if (ticket.need != lobby::Need::none) {
    row.next();
    kit::badge(need_text(ticket.need), kit::Tone::warning, app::need_icon(ticket.need));
  }
  if (ticket.segment != lobby::Segment::ordinary) {
    row.next();
    kit::badge(segment_text(ticket.segment), kit::Tone::accent,
               ticket.segment == lobby::Segment::vip ? kit::Icon::vip : kit::Icon::business);
  }
  if (ticket.slot >= 0) {
    row.next();
    kit::badge(appointment_text(ticket), kit::Tone::success, kit::Icon::calendar);
  }
}

std::string badges_text(const lobby::Ticket& ticket) {
  std::string all;
  const auto add = [&all](const std::string& text) {
    if (!text.empty()) all += (all.empty() ? "" : " · ") + text;
  };
  add(need_text(ticket.need));
  add(segment_text(ticket.segment));
  if (ticket.slot >= 0) add(appointment_text(ticket));
  return all;
}

Urgency urgency(const lobby::Branch& branch, const lobby::Day& day, const lobby::Ticket& ticket,
                const lobby::Forecast& forecast, lobby::Time now) {
  const lobby::Duration limit = branch.policy.limit_wait_minutes * lobby::minute;
  const lobby::Time midnight = lobby::at(day.date, 0, day.utc_offset_minutes);
  const lobby::Duration waited = now - lobby::waits_from(midnight, ticket.taken_at, ticket.slot);
  if (waited >= limit) return Urgency::overdue;
  const auto expected = static_cast<lobby::Duration>(forecast.p50 * lobby::second);
  return forecast.known && waited + expected >= limit ? Urgency::soon : Urgency::normal;
}

} // namespace desk
