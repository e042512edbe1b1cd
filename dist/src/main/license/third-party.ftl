<#-- One line per dependency: name and version, then licences. -->
What cdlc ships beside its own code, and the licence of each. The Java run-time image has its own
under lib/runtime/legal. Class files of ASM and picocli are changed: they carry a newer version and
stack maps.

<#list dependencyMap as entry>
<#assign project = entry.getKey()>
<#assign licenses = entry.getValue()>
${project.groupId}:${project.artifactId}:${project.version}  <#list licenses as license>${license}<#if license_has_next>, </#if></#list>
</#list>
