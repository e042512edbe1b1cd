package dev.cdlc.compiler.oci;

import dev.cdlc.compiler.oci.OciConfig.ConsoleSize;
import dev.cdlc.compiler.oci.OciConfig.CpuAffinity;
import dev.cdlc.compiler.oci.OciConfig.IoPriority;
import dev.cdlc.compiler.oci.OciConfig.Rlimit;
import dev.cdlc.compiler.oci.OciConfig.Scheduler;
import dev.cdlc.plan.Capability;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code process} as JSON. */
final class ProcessJson {
  private ProcessJson() {}

  static JsonNode process(OciConfig.Process process) {
    return new JsonObject()
        .flag("terminal", Optional.of(process.terminal().wanted()).filter(wanted -> wanted))
        .object("consoleSize", process.terminal().size(), ProcessJson::size)
        .put("cwd", process.cwd())
        .put("env", JsonObject.strings(process.env()))
        .texts("args", process.args())
        .objects("rlimits", process.rlimits(), ProcessJson::rlimit)
        .text("apparmorProfile", process.apparmorProfile())
        .put("capabilities", capabilities(process.capabilities()))
        .put("noNewPrivileges", process.noNewPrivileges())
        .number("oomScoreAdj", process.oomScoreAdj())
        .object("scheduler", process.scheduler(), ProcessJson::scheduler)
        .text("selinuxLabel", process.selinuxLabel())
        .object("ioPriority", process.ioPriority(), ProcessJson::ioPriority)
        .object("execCPUAffinity", process.execCpuAffinity(), ProcessJson::affinity)
        .put("user", user(process.user()))
        .node();
  }

  private static JsonNode size(ConsoleSize size) {
    return new JsonObject().put("height", size.height()).put("width", size.width()).node();
  }

  private static JsonNode rlimit(Rlimit rlimit) {
    return new JsonObject()
        .put("type", rlimit.type())
        .putUnsigned("soft", rlimit.soft())
        .putUnsigned("hard", rlimit.hard())
        .node();
  }

  private static JsonNode capabilities(OciConfig.Capabilities sets) {
    return new JsonObject()
        .put("effective", names(sets.effective()))
        .put("bounding", names(sets.bounding()))
        .put("inheritable", names(sets.inheritable()))
        .put("permitted", names(sets.permitted()))
        .put("ambient", names(sets.ambient()))
        .node();
  }

  private static JsonNode names(List<Capability> capabilities) {
    return JsonObject.strings(capabilities.stream().map(Capability::name).toList());
  }

  private static JsonNode scheduler(Scheduler scheduler) {
    return new JsonObject()
        .put("policy", scheduler.policy())
        .number("nice", scheduler.nice())
        .number("priority", scheduler.priority())
        .texts("flags", scheduler.flags())
        .number("runtime", scheduler.runtime())
        .number("deadline", scheduler.deadline())
        .number("period", scheduler.period())
        .node();
  }

  private static JsonNode ioPriority(IoPriority priority) {
    return new JsonObject()
        .put("class", priority.type())
        .number("priority", priority.priority())
        .node();
  }

  private static JsonNode affinity(CpuAffinity affinity) {
    return new JsonObject()
        .text("initial", affinity.initial())
        .text("final", affinity.finalSet())
        .node();
  }

  private static JsonNode user(OciConfig.User user) {
    return new JsonObject()
        .put("uid", user.uid())
        .put("gid", user.gid())
        .number("umask", user.umask())
        .objects("additionalGids", user.additionalGids(), JsonObject.JSON::numberNode)
        .node();
  }
}
