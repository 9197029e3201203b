#include "ui/customer/customer.hpp"

#include "ui/customer/views.hpp"

namespace customer {

using app::tr;

namespace {

/// Routes; the steps draw.
class Customer final : public app::Place {
public:
  void draw() override {
    const std::vector<std::string>& path = app::path();
    if (path.empty()) return find_.draw(board_);
    if (path[0] == "v" && path.size() >= 2) return visit(path);
    if (path[0] == "b" && path.size() >= 2) return branch(path);
    nowhere();
  }

private:
  void visit(const std::vector<std::string>& path) {
    const bool moving = path.size() == 3 && path[2] == "move";
    if (path.size() > 2 && !moving) return nowhere();
    visit_.draw(path[1], moving);
  }

  void branch(const std::vector<std::string>& path) {
    if (app::bank() == nullptr) return loading_page(tr("customer.loading"), "/");
    const lobby::Branch* branch = app::bank()->branch(path[1]);
    if (branch == nullptr) return nowhere();
    if (path.size() == 2) return services_.draw(board_, *branch);
    const lobby::Service* service = branch->service(path[2]);
    if (service == nullptr) return nowhere();
    if (path.size() == 3) return papers_.draw(board_, *branch, *service);
    if (path.size() == 4 && path[3] == "time") return slots_.draw(*branch, *service);
    if (path.size() == 4 && path[3] == "details") return person_.draw(*branch, *service, visit_);
    nowhere();
  }

  static void nowhere() {
    dead_end_page(tr("customer.nowhere.title"), tr("customer.nowhere.detail"), tr("customer.nowhere.home"), "/");
  }

  NowBoard board_;
  FindView find_;
  ServiceView services_;
  PapersView papers_;
  SlotsView slots_;
  PersonView person_;
  VisitView visit_;
};

} // namespace

std::unique_ptr<app::Place> make_customer() { return std::make_unique<Customer>(); }

} // namespace customer
